/**
 * The page with which a person watches a drill: what a customer would see, under a watermark. The
 * token comes in the fragment of the address, which no server gets.
 */
import { html, raw } from 'hono/html';
import type { Api } from '../http/context.ts';
import { mountPathOf } from '../http/mount.ts';
import { pagePolicy } from '../http/page-policy.ts';
import { pageStyle } from '../http/page-style.ts';

const style = `${pageStyle}body { padding: 0 clamp(16px, 5vw, 32px) 120px; }
main { max-width: 680px; margin: 32px auto 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; }
.mark { position: sticky; top: 0; z-index: 1; margin-inline: calc(-1 * clamp(16px, 5vw, 32px)); padding: 10px clamp(16px, 5vw, 32px);
	font-weight: 600; color: #fff; background: repeating-linear-gradient(-45deg, #4b2a86 0 18px, #5b37a0 18px 36px); }
#problem { padding: 12px 14px; border: 1px solid var(--line); border-radius: 10px; }
`;
const contentSecurityPolicy = pagePolicy(style, { runsScripts: true });

/**
 * Sends the token with each request to the drill, and only to the drill, then loads the same script
 * as every product. The token stays in this tab.
 */
const script = `'use strict';
const { drill, base } = document.body.dataset;
const key = 'candor-drill-' + drill;
if (location.hash.length > 1) {
	sessionStorage.setItem(key, location.hash.slice(1));
	history.replaceState(null, '', location.pathname);
}
const token = sessionStorage.getItem(key);
const live = new URL(base + '/v1/drills/' + drill + '/live', location.href).href;
const problem = document.querySelector('#problem');
const show = (text) => { problem.textContent = text; problem.hidden = false; };
const send = window.fetch;
window.fetch = (input, init = {}) => {
	const address = new URL(input instanceof Request ? input.url : input, location.href).href;
	if (!address.startsWith(live + '/')) return send(input, init);
	const headers = new Headers(init.headers);
	headers.set('Authorization', 'Bearer ' + token);
	return send(input, { ...init, headers });
};
if (!token) show('This link has no token, or it was opened in another tab. Ask for a new link.');
else {
	fetch(live + '/v1/snapshot').then(async (answer) => {
		if (answer.ok) return;
		const { detail } = await answer.json();
		show(detail);
	}).catch(() => show('The server cannot be reached. This page tries again by itself.'));
	const tag = document.createElement('script');
	tag.src = base + '/candor.js';
	tag.dataset.server = live;
	document.head.append(tag);
}
`;

export function viewerRoutes(api: Api): void {
	api.get('/drills/viewer.js', (context) =>
		context.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
	);
	api.get('/drills/:id{[\\w-]{1,80}}', (context) => {
		context.header('content-security-policy', contentSecurityPolicy);
		context.header('referrer-policy', 'no-referrer');
		const base = mountPathOf(context.env.incoming);
		const id = context.req.param('id');
		return context.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Drill</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
<script src="${base}/drills/viewer.js" defer></script>
</head>
<body data-drill="${id}" data-base="${base}">
<p class="mark" role="note">Drill. This is not a real incident.</p>
<main>
<h1>What a customer would see</h1>
<p id="problem" role="alert" hidden></p>
<p><candor-status></candor-status></p>
<candor-timeline></candor-timeline>
</main>
</body>
</html>`);
	});
}
