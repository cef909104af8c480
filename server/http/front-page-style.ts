/** The style of the page at `/`, in its own `<style>`: the policy of the page names its hash. */
export const frontPageStyle = `
:root {
	color-scheme: light dark;
	--paper: light-dark(oklch(0.985 0.003 250), oklch(0.18 0.01 255));
	--card: light-dark(oklch(1 0 0), oklch(0.22 0.012 255));
	--line: light-dark(oklch(0.9 0.008 250), oklch(0.33 0.014 255));
	--ink: light-dark(oklch(0.24 0.02 255), oklch(0.95 0.006 250));
	--quiet: light-dark(oklch(0.46 0.02 255), oklch(0.76 0.014 250));
	--link: light-dark(oklch(0.44 0.13 255), oklch(0.82 0.09 240));
	--mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
body {
	margin: 0;
	padding: clamp(32px, 8vw, 88px) clamp(16px, 5vw, 32px) 120px;
	background: var(--paper);
	color: var(--ink);
	font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
main { max-width: 680px; margin-inline: auto; }
h1, h2, h3, p, ol, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: clamp(1.75rem, 1.4rem + 1.8vw, 2.25rem); line-height: 1.15; letter-spacing: -0.02em; font-weight: 680; }
h2 { margin-block: 48px 12px; font-size: 1.125rem; line-height: 1.3; font-weight: 640; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 600; }
header p { margin-top: 10px; max-width: 56ch; color: var(--quiet); text-wrap: pretty; }
header .now { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; min-height: 44px; margin-top: 14px; }
ol { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 28px; counter-reset: step; }
ol > li { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: 8px 14px; counter-increment: step; }
ol > li > * { grid-column: 2; }
ol > li > h3 { display: contents; }
ol > li > h3::before {
	content: counter(step);
	display: grid;
	place-items: center;
	width: 28px;
	height: 28px;
	border: 1px solid var(--line);
	border-radius: 50%;
	color: var(--quiet);
	font-size: 0.875rem;
	font-variant-numeric: tabular-nums;
}
pre {
	margin: 0;
	padding: 12px 14px;
	overflow: auto;
	border: 1px solid var(--line);
	border-radius: 10px;
	background: var(--card);
	white-space: pre-wrap;
	overflow-wrap: anywhere;
}
pre code { user-select: all; }
code { font: 0.875rem/1.6 var(--mono); }
ol p, section > p { color: var(--quiet); font-size: 0.9375rem; text-wrap: pretty; }
.links { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr)); gap: 12px; }
.links a {
	display: block;
	height: 100%;
	padding: 14px 16px;
	border: 1px solid var(--line);
	border-radius: 10px;
	background: var(--card);
	color: inherit;
	text-decoration: none;
}
.links a:hover { border-color: var(--link); }
.links b, .links span { display: block; }
.links b { color: var(--link); font-weight: 600; }
.links span { margin-top: 2px; color: var(--quiet); font-size: 0.9375rem; }
dl { margin-top: 12px; border-top: 1px solid var(--line); }
dl div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; padding-block: 10px; border-bottom: 1px solid var(--line); }
dd { color: var(--quiet); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 10px; }
`;
