/**
 * What the style of every page has that the server renders, in its own `<style>`: the policy of a page
 * names the hash of the whole. The colours are those of the elements (src/elements/shared/tokens.ts):
 * text above 12:1, quiet text and links above 4.5:1.
 */
export const pageStyle = `:root{color-scheme:light dark;--paper:light-dark(oklch(.985 .003 250),oklch(.18 .01 255));--card:light-dark(#fff,oklch(.22 .012 255));--line:light-dark(oklch(.9 .008 250),oklch(.33 .014 255));--ink:light-dark(oklch(.24 .02 255),oklch(.95 .006 250));--quiet:light-dark(oklch(.45 .02 255),oklch(.77 .014 250));--link:light-dark(oklch(.44 .13 255),oklch(.82 .09 240))}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol{margin:0;padding:0}
a{color:var(--link);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:6px}
`;
