/** What every page of the site has around its content. */
import { directionOf } from '../../../src/model/text-direction.ts';
import { page } from '../../../src/model/views/page.ts';
import { hasPromises } from '../../../src/model/views/promised-actions.ts';
import type { SubscribeWay } from '../../../src/model/vocabulary.ts';
import { escapeHtml } from '../html.ts';
import type { ServedView, SiteView } from '../view.ts';
import { emailWords } from '../words/email-words.ts';
import { pushWords } from '../words/push-words.ts';
import { reportWords } from '../words/report-words.ts';
import { languageNames, siteWords } from '../words/site-words.ts';
import { fill, languages } from '../words/words.ts';
import type { SiteLook } from './look.ts';

/** What a page needs besides the view. */
export interface PageView extends ServedView {
	/** The path from the page to the folder of the site: empty, or `../`. */
	readonly root: string;
	/** `?lang=` as in the request, or empty: links keep the language that a reader has chosen. */
	readonly query: string;
	/** The value of `integrity` for candor.js; `null`: it has not been built. */
	readonly integrity: string | null;
	/** Whether readers can subscribe to e-mails. */
	readonly hasEmail: boolean;
	/** Whether browsers can get notifications. */
	readonly hasPush: boolean;
	readonly look: SiteLook;
}

export interface Page {
	/** The path of the page below the address of the site, such as `notices/x`; empty: the first page. */
	readonly path: string;
	readonly title: string;
	/** For search engines and previews. */
	readonly description: string;
	readonly content: string;
	/** Whether the name of the page is its first heading. */
	readonly isFirst?: boolean;
}

export const nameOf = ({ state, words }: SiteView): string => page(state)?.name ?? words.region;

const link = (rel: string, href: string, more = ''): string =>
	`<link rel="${rel}" href="${escapeHtml(href)}"${more}>`;

export function layout(view: PageView, { path, title, description, content, isFirst = false }: Page): string {
	const { address, root, language } = view;
	const canonical = `${address}/${path}`;
	const feeds = [
		['application/atom+xml', 'feed.atom'],
		['application/feed+json', 'feed.json'],
	].map(([type, file]) =>
		link('alternate', `${root}${file}${view.query}`, ` type="${type}" title="${escapeHtml(nameOf(view))}"`),
	);
	const translations = languages.map((each) =>
		link('alternate', `${canonical}?lang=${each}`, ` hreflang="${each}"`),
	);
	const home = `<a href="${root || './'}${view.query}" dir="auto">${logoOrName(view)}</a>`;
	return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
${link('canonical', canonical)}
${[...translations, ...feeds].join('\n')}
<link rel="icon" href="data:,">
<style>${view.look.style}</style>
${scriptTag(view)}</head>
<body>
<header><div class="w">${isFirst ? `<h1>${home}</h1>` : home}${support(view)}</div></header>
<main class="w">
${content}
</main>
<footer><div class="w">
${subscribe(view)}
<nav aria-label="${escapeHtml(siteWords[language].languages)}"><ul class="chips q">${languages
		.map(
			(each) =>
				`<li><a href="?lang=${each}" lang="${each}" hreflang="${each}"${each === language ? ' aria-current="true"' : ''}>${languageNames[each]}</a></li>`,
		)
		.join('')}</ul></nav>
${ownPages(view)}${hostLinks(view)}</div></footer>
</body>
</html>
`;
}

/** The name is what a logo shows to those who do not see it, and where it cannot be loaded. */
function logoOrName(view: PageView): string {
	const name = escapeHtml(nameOf(view));
	const { logo } = view.look;
	return logo === null ? name : `<img src="${escapeHtml(logo)}" alt="${name}" height="32">`;
}

/** The second part of the address changes with the file, so that no cache mixes two versions. */
const scriptTag = ({ root, integrity }: PageView): string =>
	integrity === null
		? ''
		: `<script async src="${root}candor.js?v=${encodeURIComponent(integrity.slice(7, 15))}" integrity="${integrity}" crossorigin="anonymous" data-placement="none"></script>\n`;

function support({ state, words }: PageView): string {
	const href = page(state)?.supportUrl;
	return href ? `<a class="q" href="${escapeHtml(href)}">${escapeHtml(words.support)}</a>` : '';
}

function subscribe(view: PageView): string {
	const { state, words, root, query, language } = view;
	const own = siteWords[language];
	const ways = page(state)?.subscribe ?? [];
	const items = [
		...ways.map(({ by, href }): [string, string] => [
			href,
			fill(words.subscribe, { way: words.ways[by as SubscribeWay] }),
		]),
		[`${root}feed.atom${query}`, 'Atom'],
		[`${root}feed.rss${query}`, 'RSS'],
		[`${root}feed.json${query}`, 'JSON Feed'],
		[`${root}calendar.ics${query}`, own.calendar],
	].map(([href = '', text = '']) => `<li><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></li>`);
	return `<nav aria-label="${escapeHtml(own.getUpdates)}"><h2>${escapeHtml(own.getUpdates)}</h2>${emailForm(view)}${pushControl(view)}<ul class="chips">${items.join('')}</ul></nav>`;
}

/** The address is whole, because a copy of the page on a mirror has no server behind it. */
function emailForm({ hasEmail, address, language }: PageView): string {
	if (!hasEmail) return '';
	const words = emailWords[language];
	return `<form class="mail" method="post" action="${escapeHtml(address)}/v1/subscribers"><label for="mail">${escapeHtml(words.address)}</label><div><input id="mail" type="email" name="email" autocomplete="email" maxlength="254" required aria-describedby="hint"><button>${escapeHtml(words.subscribe)}</button></div><input type="hidden" name="language" value="${language}"><p class="q" id="hint">${escapeHtml(words.hint)}</p></form>`;
}

/** It shows itself where the browser can, and asks only after a press. */
function pushControl({ hasPush, root, language }: PageView): string {
	if (!hasPush) return '';
	const { turnOn, turnOff, ...texts } = pushWords[language];
	const said = { ...texts, 'on-action': turnOff, 'off-action': turnOn };
	const data = Object.entries(said).map(([name, text]) => ` data-${name}="${escapeHtml(text)}"`);
	return `<div class="push" data-candor-push data-language="${language}"${data.join('')} hidden><button type="button"></button><p class="q" role="status"></p></div><script type="module" src="${root}push.js"></script>`;
}

/** What else the site has; promises only once there is one. */
function ownPages({ state, root, query, words, language }: PageView): string {
	const pages: [path: string, title: string][] = [
		...(hasPromises(state) ? [['promises', words.promisedActions] as [string, string]] : []),
		['report', reportWords[language].title],
	];
	const items = pages.map(
		([path, title]) => `<li><a href="${root}${path}${query}">${escapeHtml(title)}</a></li>`,
	);
	return `<ul class="chips q">${items.join('')}</ul>\n`;
}

const hostLinks = ({ look: { links } }: PageView): string =>
	links.length === 0
		? ''
		: `<ul class="chips q">${links.map(({ href, title }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></li>`).join('')}</ul>\n`;
