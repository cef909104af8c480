/** Selects the elements' language and loads its catalogue. */
import type { Feed } from '../../client/index.ts';
import { shared } from '../../client/page-client.ts';
import { followPageCatalogue } from '../../client/resources/catalogues.ts';
import { locales } from '../../model/locales.ts';
import { bestLanguage } from '../../model/views/translation.ts';
import { renderAll } from '../shared/render-all.ts';
import { sanitizeCatalogue } from './catalogue.ts';
import { storeLanguageForWorker } from './language-for-worker.ts';
import { localeHashes } from './locale-hashes.ts';
import { setLanguage } from './messages.ts';
import { preferredLanguages } from './preferred-languages.ts';

/** Loaded catalogues by language, unchecked. */
const loaded = new Map<string, unknown>();
/** Language and server of every request. */
const requested = new Set<string>();
/** What the last decision was based on. */
let lastInputs: readonly unknown[] = [];
let isWatching = false;

function watchLanguage(): void {
	if (isWatching) return;
	isWatching = true;
	new MutationObserver(renderAll).observe(document.documentElement, { attributeFilter: ['lang'] });
	addEventListener('languagechange', renderAll);
}

function load({ source }: Feed, tag: string): void {
	const { mirrors, keys } = shared();
	const isPinned = keys !== undefined;
	const key = [tag, source, isPinned].join(' ');
	if (requested.has(key)) return;
	requested.add(key);
	// An altered translation could say the contrary of what was signed.
	if (isPinned) loaded.delete(tag);
	const onWords = (catalogue: unknown): void => {
		// Words that were requested before the page pinned its keys.
		if (isPinned !== (shared().keys !== undefined)) return;
		loaded.set(tag, catalogue);
		renderAll();
	};
	followPageCatalogue(source, mirrors, tag, onWords, isPinned ? localeHashes[tag] : undefined);
}

/**
 * The visitor's or the page's regional variant of a language: `en-GB` dates among English texts.
 */
function localeOf(language: string): string {
	// Some systems report an invalid tag, such as `en-US@posix`, and `Intl` would throw.
	const valid = RegExp(`^${language}(-\\w{2,8})*$`, 'i');
	return [...navigator.languages, ...preferredLanguages()].find((tag) => valid.test(tag)) ?? language;
}

/**
 * Selects the language before an element renders, and requests its catalogue from the feed's server
 * once. Until the catalogue has loaded, the texts are English, except for those that the page
 * supplied.
 */
export function applyLanguage(feed: Feed | null): void {
	watchLanguage();
	const [preferred] = preferredLanguages();
	if (document.documentElement.lang && preferred) void storeLanguageForWorker(preferred);
	const { catalogues } = shared();
	const supplied: ReadonlyMap<string, unknown> = catalogues instanceof Map ? catalogues : new Map();
	const translations = Object.fromEntries([...locales, ...supplied.keys()].map((tag) => [tag, null]));
	const best = bestLanguage({ language: 'en', translations }, preferredLanguages());
	if (feed && locales.includes(best)) load(feed, best);
	const candidates = [supplied.get(best), loaded.get(best)];
	const inputs = [best, localeOf(best), localeOf('en'), ...candidates];
	if (inputs.every((input, index) => input === lastInputs[index])) return;
	lastInputs = inputs;
	const available = candidates.map(sanitizeCatalogue).filter((each) => Object.keys(each).length);
	const language = available.length ? best : 'en';
	setLanguage(language, localeOf(language), ...available);
}
