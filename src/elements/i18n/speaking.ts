/** Has the elements speak the page's language, as soon as its words are there. */
import { type Feed, followInPage, shared } from '../../client/index.ts';
import { locales } from '../../model/locales.ts';
import { bestLanguage } from '../../model/views/translation.ts';
import { sourceChange } from '../shared/feed-controller.ts';
import { readCatalogue } from './catalogue.ts';
import { languages } from './languages.ts';
import { speak } from './messages.ts';

/** Words that have come, by language; unchecked. */
const come = new Map<string, unknown>();
/** The languages and servers that were asked for. */
const asked = new Set<string>();
/** By what was decided last. */
let decided: readonly unknown[] = [];
let watching = false;

/** All elements draw anew. */
const redraw = (): void => void dispatchEvent(new Event(sourceChange));

function watch(): void {
	if (watching) return;
	watching = true;
	new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['lang'] });
	addEventListener('languagechange', redraw);
}

function follow({ source }: Feed, tag: string): void {
	const key = `${tag} ${source}`;
	if (asked.has(key)) return;
	asked.add(key);
	followInPage(source, shared().mirrors, tag, (words) => {
		come.set(tag, words);
		redraw();
	});
}

/** The region's variant of a language that the reader or the page has: dates of `en-GB` around the words of `en`. */
function localeOf(language: string): string {
	// Some systems put a tag there that is none (`en-US@posix`): Intl throws at it, and nothing would be drawn.
	const sound = RegExp(`^${language}(-\\w{2,8})*$`, 'i');
	return [...navigator.languages, ...languages()].find((tag) => sound.test(tag)) ?? language;
}

/**
 * Before an element draws: decides in which language, and asks the feed's server for its words if that was not done. Until they
 * are there the elements speak English, but for what the page itself has them say.
 */
export function speakFor(feed: Feed | null): void {
	watch();
	const { catalogues } = shared();
	const given: ReadonlyMap<string, unknown> = catalogues instanceof Map ? catalogues : new Map();
	const translations = Object.fromEntries([...locales, ...given.keys()].map((tag) => [tag, null]));
	const wanted = bestLanguage({ language: 'en', translations }, languages());
	if (feed && locales.includes(wanted)) follow(feed, wanted);
	const words = [given.get(wanted), come.get(wanted)];
	const decision = [wanted, localeOf(wanted), localeOf('en'), ...words];
	if (decision.every((each, index) => each === decided[index])) return;
	decided = decision;
	const known = words.map(readCatalogue).filter((each) => Object.keys(each).length);
	const tag = known.length ? wanted : 'en';
	speak(tag, localeOf(tag), ...known);
}
