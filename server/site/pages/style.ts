/** The style of the status page and of the pages of notices. */
import { pageStyle } from '../../http/page-style.ts';

const tone = (name: string, hue: number, chroma: number): string =>
	`[data-tone=${name}]{--accent:light-dark(oklch(.5 ${chroma} ${hue}),oklch(.8 ${chroma} ${hue}));--tint:light-dark(oklch(.975 ${chroma * 0.16} ${hue}),oklch(.25 ${chroma * 0.3} ${hue}));--edge:light-dark(oklch(.87 ${chroma * 0.4} ${hue}),oklch(.4 ${chroma * 0.6} ${hue}))}`;

export const siteStyle = `${pageStyle}${tone('operational', 155, 0.1)}${tone('maintenance', 285, 0.12)}${tone('degraded', 80, 0.1)}${tone('partial-outage', 48, 0.13)}${tone('major-outage', 25, 0.17)}${tone('info', 250, 0.12)}
.w{max-width:760px;margin-inline:auto;padding-inline:clamp(16px,5vw,32px)}
header .w{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:4px 16px;min-height:72px}
header h1{font-size:1rem;letter-spacing:0}
header a{display:inline-flex;align-items:center;min-height:44px;color:inherit;font-weight:600;text-decoration:none}
header img{display:block;max-width:min(240px,100%);object-fit:contain}
h1,.big{font-size:clamp(1.375rem,1.1rem + 1.3vw,1.75rem);line-height:1.25;letter-spacing:-.015em;font-weight:660;text-wrap:balance}
h1+p{margin-top:8px}
h2{margin-block:48px 12px;font-size:1.125rem;line-height:1.35;font-weight:640}
h3,h4,.card h2{font-size:1rem;line-height:1.4;font-weight:600}
.card h2{margin-block:14px 0}
.g+.q,.over+.card{margin-top:12px}
ul,ol{list-style:none}
.q{color:var(--quiet);font-size:.875rem}
time{font-variant-numeric:tabular-nums}
svg{flex:none}
.i{width:20px;height:20px;fill:var(--accent)}
.over{display:flex;gap:14px;align-items:flex-start;padding:20px;border:1px solid var(--edge);border-radius:12px;background:var(--tint)}
.over .i{width:28px;height:28px;margin-top:3px}
candor-status{--candor-size:17px}
candor-status:not(:defined){display:none}
.over:has(+candor-status:defined){display:none}
candor-timeline{display:block}
.card{padding:20px;border:1px solid var(--edge,var(--line));border-radius:12px;background:var(--card)}
.card+.card{margin-top:12px}
.card>*+*{margin-top:10px}
.head{display:flex;gap:10px;align-items:flex-start}
.head .i{margin-top:1px}
.t p+p,.t ul,.t ol{margin-top:8px}
.t ul{list-style:disc;padding-inline-start:22px}
.t ol{list-style:decimal;padding-inline-start:22px}
.st{color:var(--accent);font-weight:600}
.g{border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
.g+.g{margin-top:12px}
.g>h3{display:flex;justify-content:space-between;gap:12px;padding:12px 20px;border-bottom:1px solid var(--line)}
.g>h3 .st{font-size:.875rem}
.c{padding:14px 20px}
.c+.c{border-top:1px solid var(--line)}
.r{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px;align-items:center}
.r .st{display:inline-flex;gap:6px;align-items:center;font-size:.875rem}
.r .i{width:16px;height:16px}
.b{display:block;width:100%;height:24px;margin-top:10px;border-radius:3px;background:light-dark(oklch(.72 .12 155),oklch(.62 .11 155));--gap:calc(100%/90);mask:repeating-linear-gradient(90deg,#000 0 calc(var(--gap)*.72),#0000 0 var(--gap))}
:root[dir=rtl] .b{scale:-1 1}
.n{fill:light-dark(oklch(.9 .005 250),oklch(.34 .01 255))}.m{fill:light-dark(oklch(.62 .13 285),oklch(.7 .12 285))}.d{fill:light-dark(oklch(.74 .14 80),oklch(.78 .13 80))}.p{fill:light-dark(oklch(.62 .16 48),oklch(.7 .15 48))}.o{fill:light-dark(oklch(.5 .19 25),oklch(.62 .19 25))}
.pl{display:block;overflow:visible;margin-top:16px}
.pl text{fill:var(--quiet);font-size:11px;font-variant-numeric:tabular-nums}
.pl line{stroke:var(--line)}
.pl rect{stroke:var(--card)}
.c .pl{margin-block:8px 2px}
.lg{display:flex;flex-wrap:wrap;gap:4px 16px;margin-block:8px 12px}
.lg li{display:inline-flex;gap:6px;align-items:center}
.lg svg{width:12px;height:12px}
.f{margin-block:12px}
.f+.g{margin-top:20px}
.k{display:flex;justify-content:space-between;gap:12px;margin-top:4px}
.past li,.up>li{padding-block:14px;border-top:1px solid var(--line)}
.past li a{font-weight:600}
.past h3{margin-top:24px;padding-bottom:8px;color:var(--quiet)}
.line{display:flex;gap:10px}
.line .i{width:16px;height:16px;margin-top:4px}
.chips{display:flex;flex-wrap:wrap;gap:4px 20px}
.chips a{display:inline-flex;align-items:center;min-height:44px}
form{display:grid;gap:16px}
.card>form{margin-top:20px}
label,legend{font-weight:600}
fieldset{display:grid;gap:4px;margin:0;padding:0;border:0}
fieldset label{display:flex;gap:10px;align-items:center;min-height:44px;font-weight:400}
fieldset div{padding-inline-start:30px}
form.mail{gap:8px;margin:0 0 12px}
.push:not([hidden]){display:grid;gap:8px;margin:0 0 12px}
.mail div{display:flex;flex-wrap:wrap;gap:8px}
input[type=email],button{min-height:44px;padding:8px 14px;border:1px solid var(--quiet);border-radius:8px;background:var(--card);color:var(--ink);font:inherit}
input[type=email]{flex:1 1 220px;min-width:0}
button{justify-self:start;border-color:var(--ink);background:var(--ink);color:var(--paper);font-weight:600;cursor:pointer}
footer{margin-top:56px;padding-block:24px 48px;border-top:1px solid var(--line)}
pre{margin:8px 0 0;padding:12px 14px;overflow:auto;border:1px solid var(--line);border-radius:10px;white-space:pre-wrap}
code{font:.875rem/1.6 ui-monospace,Consolas,"DejaVu Sans Mono",monospace}
@media print{:root{color-scheme:light}candor-status,footer{display:none}.over{display:flex!important}.card,.g,li{break-inside:avoid}}
`;
