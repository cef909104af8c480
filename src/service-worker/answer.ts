/** The page that is shown in place of one that cannot be: complete in itself, under a policy of its own. */
import { escapeScript, escapeText, html } from './html.ts';
import type { Failed } from './navigation.ts';
import type { Facts } from './page/main.ts';
import pageScript from './page/main.ts?script';
import * as words from './page/words.ts';
import type { Settings } from './settings.ts';
import { styles } from './styles.ts';

/** Only what has this nonce runs or styles, and only the status servers are asked (Content Security Policy 3). */
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

/** A list of attributes as text; those without a value are left out. */
const attributes = (values: Readonly<Record<string, string>>): string =>
	Object.entries(values)
		.map(([name, value]) => (value ? ` ${name}="${escapeText(value)}"` : ''))
		.join('');

const script = (values: Readonly<Record<string, string>>, text: string): string =>
	`<script${attributes(values)}>${escapeScript(text)}</script>`;

/** The embed's tag: with its text inside, or with its address where it was never fetched: it may be reachable now. */
function embedTag(embed: string | null, nonce: string, settings: Settings): string {
	const { sources, mirrors, keys, site, integrity } = settings;
	const from = { async: 'async', src: `${sources[0]}/candor.js`, crossorigin: 'anonymous', integrity };
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

export function answer(failed: Failed, embed: string | null, settings: Settings): Response {
	const nonce = crypto.randomUUID();
	const { failure, retryAfterMs } = failed;
	const facts: Facts = { failure, retryAfterMs, statuses: settings.statuses };
	const name = `<bdi>${escapeText(settings.name)}</bdi>`;
	const body = html`<!doctype html>
		<html lang="en">
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light dark">
			<meta name="robots" content="noindex">
			<title>${words.title}</title>
			<style nonce="${nonce}">${styles}</style>
			<main>
				<header>
					<p class="name">${name}</p>
					<h1>${words.title}</h1>
					<div role="status">
						<p id="online">${name} <span id="reason">${words.reason(failure)}</span></p>
						<p id="offline" hidden>${words.offline}</p>
					</div>
					<p>${words.promise}</p>
					<div class="again">
						<button id="try">${words.tryNow}</button>
						<span id="next"></span>
					</div>
				</header>
				<section>
					<div id="about" hidden>
						<h2>${words.notices}</h2>
						<p>${words.notAlways}</p>
					</div>
					<candor-banner id="banner"></candor-banner>
					<p id="none" hidden></p>
				</section>
			</main>`;
	// These two stay outside of the tagged text: the build writes a script's end tag inside one at great length.
	const scripts =
		embedTag(embed, nonce, settings) + script({ nonce, 'data-facts': JSON.stringify(facts) }, pageScript);
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
