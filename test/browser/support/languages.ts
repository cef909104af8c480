/** Pages in another language, whose words come from the real files by the test's own server. */
import { sanitizeCatalogue } from '../../../src/elements/i18n/catalogue.ts';
import { language } from '../../../src/elements/i18n/messages.ts';
import { sourceChange } from '../../../src/elements/shared/feed-controller.ts';
import type { FakeFeed } from './fake-feed.ts';

/** Where `locales/` lies. */
export const folder = `${location.origin}/src/elements/i18n`;

/** The same feed, of a server that has the words. */
export const withCatalogues = (feed: FakeFeed): FakeFeed => ({ ...feed, source: folder });

export const fetchCatalogue = async (tag: string): Promise<Record<string, unknown>> =>
	(await fetch(`${folder}/locales/${tag}.json`)).json();

interface Drawn extends Element {
	readonly updateComplete: Promise<unknown>;
}

/** Resolves once the element has drawn itself in a language. */
export const untilLanguage = (element: Drawn, tag: string): Promise<void> =>
	new Promise((resolve) => {
		const look = async (): Promise<void> => {
			await element.updateComplete;
			if (language() !== tag) return;
			removeEventListener(sourceChange, look);
			resolve();
		};
		addEventListener(sourceChange, look);
		void look();
	});

/** What an element shows or names, text by text, but for times, which Intl writes, and what is announced. */
export function visibleTexts(element: Element): string[] {
	const texts: string[] = [];
	const walk = (node: Node): void => {
		if (node instanceof Element && node.matches('style, svg, time, [hidden], .said')) return;
		if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
		if (node instanceof Element) texts.push(node.getAttribute('aria-label') ?? '');
		for (const child of node.childNodes) walk(child);
	};
	for (const child of element.shadowRoot?.childNodes ?? []) walk(child);
	const marks = /[\u2066-\u2069\u200e\u200f]/g;
	return texts.map((text) => text.replace(marks, '').trim()).filter((text) => /\p{L}/u.test(text));
}

/** Whether a text is one of the catalogue's, with any values in it. */
export function textMatcher(words: unknown): (text: string) => boolean {
	const texts = Object.values(sanitizeCatalogue(words)).flatMap((entry) =>
		Object.values(entry as Readonly<Record<string, string>>),
	);
	const patterns = texts
		// One that is made of values alone would fit anything.
		.filter((text) => /\p{L}/u.test(text.replace(/{\w+}/g, '')))
		.map((text) => RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/{\w+}/g, '.+')}$`, 's'));
	return (text) => patterns.some((pattern) => pattern.test(text));
}
