/** The style of the small pages that the API has, in their own `<style>`: their policy names its hash. */
export const pageStyle = `
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
code { font: 0.875rem/1.6 var(--mono); }
section > p { color: var(--quiet); font-size: 0.9375rem; text-wrap: pretty; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 10px; }
`;
