/** The frame of every Larkfield page: head, bar, operator panel, footer, and Candor's script tag. */
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';

const links = [
	['/demo/', 'Overview'],
	['/demo/pay', 'Pay'],
	['/demo/cards', 'Cards'],
	['/demo/security', 'Security'],
	['/demo/status', 'Status'],
];
const desk = readFileSync(new URL('./desk/desk.html', import.meta.url), 'utf8');

const icon = (name) =>
	html`<svg class="lf-icon" aria-hidden="true"><use href="/demo/assets/icons.svg#${name}"></use></svg>`;

/**
 * @param {object} page
 * @param {string} page.title
 * @param {string} page.path where the page is
 * @param {string} page.main this repository's own markup
 * @param {string | undefined} [page.placement] the script tag's `data-placement`
 */
export const layout = ({ title, path, main, placement }) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${title} · Larkfield</title>
<link rel="icon" href="/demo/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/larkfield.css">
<script src="/demo/assets/early.js"></script>
<script async src="/candor.js"${placement === undefined ? '' : html` data-placement="${placement}"`}></script>
<script type="module" src="/demo/assets/shell.js"></script>
<script type="module" src="/demo/desk/desk.js"></script>
<script type="module" src="/demo/desk/view.js"></script>
<script type="module" src="/demo/desk/down.js"></script>
</head>
<body>
<a class="lf-skip" href="#main">Skip to Larkfield</a>
<aside class="desk" id="desk" lang="en" aria-labelledby="desk-title">
${raw(desk)}
</aside>
<div class="lf-page" lang="en">
<header class="lf-bar">
<div class="lf-bar-inner">
<a class="lf-brand" href="/demo/"><svg aria-hidden="true"><use href="/demo/assets/icons.svg#lark"></use></svg>Larkfield</a>
<nav class="lf-nav" aria-label="Larkfield">
${links.map(([href, name]) => html`<a href="${href}"${href === path ? raw(' aria-current="page"') : ''}>${name}</a>\n`)}
</nav>
<div class="lf-tools">
<candor-status class="lf-status-bar"></candor-status>
<button class="lf-button is-quiet is-icon" type="button" id="theme" aria-label="Switch between light and dark">${icon('theme')}</button>
</div>
</div>
</header>
<main class="lf-main" id="main" tabindex="-1">
${raw(main)}
</main>
<footer class="lf-foot">
<div class="lf-foot-status"><span class="lf-small">Right now</span> <candor-status></candor-status></div>
<p>Larkfield is a made-up bank. It shows what Candor looks like inside a product.</p>
<p><a href="/demo/gallery/">Every element in every state</a></p>
</footer>
</div>
</body>
</html>
`;
