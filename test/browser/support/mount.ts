import { fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import '../../../src/entries/define.ts';
import type { Feed } from '../../../src/client/index.ts';
import type {
	CandorAssurance,
	CandorBanner,
	CandorContact,
	CandorInline,
	CandorPromises,
	CandorRemedy,
	CandorReport,
	CandorStatus,
	CandorTimeline,
} from '../../../src/entries/index.ts';

interface Tags {
	'candor-banner': CandorBanner;
	'candor-status': CandorStatus;
	'candor-timeline': CandorTimeline;
	'candor-assurance': CandorAssurance;
	'candor-contact': CandorContact;
	'candor-promises': CandorPromises;
	'candor-remedy': CandorRemedy;
	'candor-inline': CandorInline;
	'candor-report': CandorReport;
}

/** An element in the page, after its first render. `visitor`: the visitor context of the page. */
export async function mount<Tag extends keyof Tags>(
	tag: Tag,
	feed: Feed,
	attributes: Readonly<Record<string, string>> = {},
	visitor: object = {},
): Promise<Tags[Tag]> {
	const element = document.createElement(tag) as Tags[Tag];
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.feed = feed;
	await fixture(html`<main><candor-feed context=${JSON.stringify(visitor)}>${element}</candor-feed></main>`);
	await element.updateComplete;
	return element;
}

export const root = (element: Element): ShadowRoot => {
	if (!element.shadowRoot) throw new Error('The element has no shadow root.');
	return element.shadowRoot;
};

/** The first element in the shadow root that matches; throws if there is none. */
export function find(element: Element, selector: string): HTMLElement {
	const found = root(element).querySelector<HTMLElement>(selector);
	if (!found) throw new Error(`Nothing in the element matches ${selector}.`);
	return found;
}

/** The rendered text without the live regions and what is fading away. */
export const visibleText = (element: Element): string =>
	[...root(element).children]
		// Firefox leaves out most of the content of a slot where `innerText` is that of the slot.
		.flatMap((child) => (child instanceof HTMLSlotElement ? [...child.children] : [child]))
		.flatMap((child) =>
			child instanceof HTMLElement && !child.matches('.live-region, .leaving') ? [child.innerText] : [],
		)
		.join('\n');

export const findButton = (element: Element, name: string): HTMLElement => {
	const found = [...root(element).querySelectorAll<HTMLElement>('button')].find((each) =>
		(each.getAttribute('aria-label') ?? each.innerText).startsWith(name),
	);
	if (!found) throw new Error(`There is no button ${name}.`);
	return found;
};

export const isLit = (element: Element): boolean => element instanceof LitElement;

/** Resolves with the first node in the shadow root that matches, as soon as there is one. */
export const untilFound = <Found extends Element>(element: Element, selector: string): Promise<Found> =>
	new Promise((resolve) => {
		const check = (): void => {
			const found = root(element).querySelector<Found>(selector);
			if (!found) return;
			observer.disconnect();
			resolve(found);
		};
		const observer = new MutationObserver(check);
		observer.observe(root(element), { attributes: true, childList: true, subtree: true });
		check();
	});

/** Opens the details of a banner that shows something, or closes them. */
export async function toggleDetails(banner: CandorBanner): Promise<void> {
	find(banner, 'button[aria-expanded]').click();
	await banner.updateComplete;
}
