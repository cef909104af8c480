/** Pages in other languages, with the real catalogues. */
import { sanitizeCatalogue } from '../../../src/elements/i18n/catalogue.ts';
import { language } from '../../../src/elements/i18n/messages.ts';
import { renderAllEvent } from '../../../src/elements/shared/render-all.ts';
import type { FakeFeed } from './fake-feed.ts';

/** The test server serves `locales/` from the sources. */
export const folder = `${location.origin}/src/elements/i18n`;

/** The same feed, from a server that has the catalogues. */
export const withCatalogues = (feed: FakeFeed): FakeFeed => ({ ...feed, source: folder });

export const fetchCatalogue = async (tag: string): Promise<Record<string, unknown>> =>
	(await fetch(`${folder}/locales/${tag}.json`)).json();

interface UpdatingElement extends Element {
	readonly updateComplete: Promise<unknown>;
}

/** Resolves after the element has rendered in a language. */
export const untilLanguage = (element: UpdatingElement, tag: string): Promise<void> =>
	new Promise((resolve) => {
		const check = async (): Promise<void> => {
			await element.updateComplete;
			if (language() !== tag) return;
			removeEventListener(renderAllEvent, check);
			resolve();
		};
		addEventListener(renderAllEvent, check);
		void check();
	});

/** Every text and label of an element, without times, which `Intl` formats, and live regions. */
export function visibleTexts(element: Element): string[] {
	const texts: string[] = [];
	const collect = (node: Node): void => {
		if (node instanceof Element && node.matches('style, svg, time, [hidden], .live-region')) return;
		if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
		if (node instanceof Element) texts.push(node.getAttribute('aria-label') ?? '');
		for (const child of node.childNodes) collect(child);
	};
	for (const child of element.shadowRoot?.childNodes ?? []) collect(child);
	const directionMarks = /[\u2066-\u2069\u200e\u200f]/g;
	return texts.map((text) => text.replace(directionMarks, '').trim()).filter((text) => /\p{L}/u.test(text));
}

/** Returns a function that tests whether a text is one of the catalogue's, with any values. */
export function textMatcher(catalogue: unknown): (text: string) => boolean {
	const texts = Object.values(sanitizeCatalogue(catalogue)).flatMap((entry) =>
		Object.values(entry as Readonly<Record<string, string>>),
	);
	const patterns = texts
		// A text of values only would match anything.
		.filter((text) => /\p{L}/u.test(text.replace(/{\w+}/g, '')))
		.map((text) => RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/{\w+}/g, '.+')}$`, 's'));
	return (text) => patterns.some((pattern) => pattern.test(text));
}
