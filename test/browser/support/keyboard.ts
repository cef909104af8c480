/** Real key presses, and the focus. */
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Feed } from '../../../src/client/index.ts';

export interface MountedElement extends HTMLElement {
	feed: Feed | null | undefined;
	readonly updateComplete: Promise<unknown>;
}

/** The focused element, also inside shadow roots. */
export function focusedElement(): Element | null {
	let { activeElement } = document;
	while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
	return activeElement;
}
export const accessibleName = (element: Element | null): string =>
	(element?.getAttribute('aria-label') ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Mounts an element between two buttons of the page, and focuses the first button. */
export async function mountBetweenButtons<Tag extends MountedElement>(
	tag: string,
	feed: Feed,
	attributes: object = {},
): Promise<Tag> {
	const page = await fixture<HTMLElement>(html`<div><button>before</button><button>after</button></div>`);
	const element = document.createElement(tag) as Tag;
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.feed = feed;
	page.firstElementChild?.after(element);
	await element.updateComplete;
	await element.updateComplete;
	(page.firstElementChild as HTMLElement).focus();
	return element;
}

export const press = (key: string): Promise<void> => sendKeys({ press: key });

/**
 * Presses Tab until the button after the element has the focus. Returns the names of what was
 * focused on the way, and requires that each has a visible outline.
 */
export async function tabThrough(): Promise<string[]> {
	const names: string[] = [];
	for (let step = 0; step < 20; step += 1) {
		await press('Tab');
		const now = focusedElement();
		if (accessibleName(now) === 'after') return names;
		expect(getComputedStyle(now as Element).outlineStyle, accessibleName(now)).to.not.equal('none');
		names.push(accessibleName(now));
	}
	throw new Error(`Tab does not leave the element: ${names.join(', ')}`);
}
/** Presses Tab until something whose name begins with `name` has the focus. */
export async function tabTo(name: string): Promise<void> {
	for (let step = 0; step < 20; step += 1) {
		await press('Tab');
		if (accessibleName(focusedElement()).startsWith(name)) return;
	}
	throw new Error(`Tab does not reach ${name}.`);
}
