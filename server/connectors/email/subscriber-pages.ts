/** The small pages that people see who subscribe, confirm or unsubscribe. They need no script. */

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { State } from '../../../src/model/state/state.ts';
import { directionOf } from '../../../src/model/text-direction.ts';
import { componentName, components } from '../../../src/model/views/components.ts';
import type { ApiEnv } from '../../http/context.ts';
import { pagePolicy } from '../../http/page-policy.ts';
import { escapeHtml } from '../../site/html.ts';
import { siteStyle } from '../../site/pages/style.ts';
import { emailWords } from '../../site/words/email-words.ts';
import type { Language } from '../../site/words/words.ts';
import type { Choice } from './subscriber.ts';

const contentSecurityPolicy = pagePolicy(siteStyle, { runsScripts: false, formAction: "'self'" });

export interface SmallPage {
	readonly language: Language;
	/** The name and the address of the status page. */
	readonly home: { readonly name: string; readonly url: string };
	readonly title: string;
	readonly text: string;
	/** HTML. */
	readonly form?: string;
}

/** Its address may hold a token: it is not stored, not indexed, and no other site gets it. */
export function sendPage(
	context: Context<ApiEnv>,
	status: ContentfulStatusCode,
	{ language, home, title, text, form = '' }: SmallPage,
): Response | Promise<Response> {
	context.header('content-security-policy', contentSecurityPolicy);
	// Without a referrer a browser does not say where a form comes from.
	context.header('referrer-policy', 'same-origin');
	context.header('cache-control', 'no-store');
	context.header('x-robots-tag', 'noindex');
	return context.html(
		`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${title} · ${home.name}`)}</title>
<link rel="icon" href="data:,">
<style>${siteStyle}</style>
</head>
<body>
<header><div class="w"><a href="${escapeHtml(home.url)}" dir="auto">${escapeHtml(home.name)}</a></div></header>
<main class="w">
<div class="card t"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${form}</div>
</main>
</body>
</html>
`,
		status,
	);
}

/** The address of the page is that of its form, and holds the token. */
const form = (content: string, text: string): string =>
	`<form method="post">${content}<button>${escapeHtml(text)}</button></form>`;

export const unsubscribeForm = (language: Language): string => form('', emailWords[language].unsubscribe);

/** The choice of components, with what was requested already marked. */
export function confirmForm(
	language: Language,
	chosen: Choice['components'],
	state: State,
	now: number,
): string {
	const words = emailWords[language];
	const all = components(state, now);
	if (all.length === 0) return form('', words.confirm);
	const radio = (value: string, text: string, isMarked: boolean): string =>
		`<label><input type="radio" name="about" value="${value}"${isMarked ? ' checked' : ''}> ${escapeHtml(text)}</label>`;
	const boxes = all.map(
		({ id }) =>
			`<label><input type="checkbox" name="component" value="${escapeHtml(id)}"${chosen?.includes(id) ? ' checked' : ''}> <bdi>${escapeHtml(componentName(state, id))}</bdi></label>`,
	);
	return form(
		`<fieldset><legend>${escapeHtml(words.which)}</legend>${radio('all', words.all, chosen === null)}${radio('chosen', words.chosen, chosen !== null)}<div>${boxes.join('')}</div></fieldset>`,
		words.confirm,
	);
}

/** What the form of `confirmForm` says; without a choice, everything. */
export function chosenIn(body: URLSearchParams): Choice['components'] {
	const chosen = body.getAll('component');
	return body.get('about') === 'chosen' && chosen.length > 0 ? chosen : null;
}
