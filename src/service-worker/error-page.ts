/** The page that is shown in place of one that cannot be loaded: complete in itself, under a policy of its own. */
import { escapeScript, escapeText, html } from './markup.ts';
import type { FailedLoad } from './navigation.ts';
import { reasonText } from './page/fill.ts';
import type { Facts } from './page/main.ts';
import pageScript from './page/main.ts?script';
import type { Settings } from './settings.ts';
import { styles } from './styles.ts';
import { wordsFor } from './words/words.ts';

/** Only elements with this nonce run or style; the page may connect to the status servers only (CSP 3). */
function policy(nonce: string, { sources, mirrors }: Settings): string {
	const origins = new Set([...sources, ...mirrors].map((address) => new URL(address).origin));
	return [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src 'nonce-${nonce}'`,
		`connect-src 'self' ${[...origins].join(' ')}`,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		"require-trusted-types-for 'script'",
	].join(';');
}

/** Attributes as text, without those whose value is empty. */
const attributes = (values: Readonly<Record<string, string>>): string =>
	Object.entries(values)
		.map(([name, value]) => (value ? ` ${name}="${escapeText(value)}"` : ''))
		.join('');

const script = (values: Readonly<Record<string, string>>, text: string): string =>
	`<script${attributes(values)}>${escapeScript(text)}</script>`;

/** The script tag: with the stored script inside, or with its address where it was never stored: it may load now. */
function scriptTag(embed: string | null, nonce: string, settings: Settings): string {
	const { sources, mirrors, keys, site, integrity } = settings;
	// A new address each minute: the browser may have stored the page of a captive portal under it.
	const src = `${sources[0]}/candor.js?${Math.floor(Date.now() / 60_000)}`;
	const from = { async: 'async', src, crossorigin: 'anonymous', integrity };
	return script(
		{
			nonce,
			...(embed === null && from),
			'data-src': sources.join(' '),
			'data-mirrors': mirrors.join(' '),
			'data-keys': keys,
			'data-site': site,
		},
		embed ?? '',
	);
}

/**
 * The status of the failed answer, or 503 where there was none. `embed`: the text of `candor.js`, where it is stored. `language`: that of
 * the product's pages, a BCP 47 tag; `null` where they left none.
 */
export function errorPage(
	{ failure, retryAfterMs }: FailedLoad,
	embed: string | null,
	language: string | null,
	settings: Settings,
): Response {
	const nonce = crypto.randomUUID();
	const { name, statuses } = settings;
	const preferred = [...settings.languages, ...(language ? [language] : []), ...navigator.languages];
	const { words, direction, ...inWords } = wordsFor(preferred);
	const text = (key: keyof typeof words): string => escapeText(words[key]);
	const facts: Facts = { name, failure, statuses, retryAfterMs, words };
	const body = html`<!doctype html>
		<html lang="${inWords.language}" dir="${direction}">
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light dark">
			<meta name="robots" content="noindex">
			<title>${text('title')}</title>
			<style nonce="${nonce}">${styles}</style>
			<main>
				<header>
					<p class="name"><bdi>${escapeText(name)}</bdi></p>
					<h1>${text('title')}</h1>
					<div role="status">
						<p id="online">${escapeText(reasonText(words, failure, name))}</p>
						<p id="offline" hidden>${text('offline')}</p>
					</div>
					<p>${text('retrying')}</p>
					<div class="again">
						<button id="try">${text('tryNow')}</button>
						<span id="next"></span>
					</div>
				</header>
				<section>
					<div id="about" hidden>
						<h2>${text('notices')}</h2>
						<p>${text('aboutNotices')}</p>
					</div>
					<candor-banner id="banner"></candor-banner>
					<p id="none" hidden></p>
				</section>
			</main>`;
	// Outside of the tagged text, because the build would escape a script's end tag inside it.
	const scripts =
		scriptTag(embed, nonce, settings) + script({ nonce, 'data-facts': JSON.stringify(facts) }, pageScript);
	return new Response(body + scripts, {
		status: typeof failure === 'number' ? failure : 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy(nonce, settings),
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
		},
	});
}
