import { type CSSResultGroup, LitElement } from 'lit';
import { consoleStyles } from './styles.ts';

/** The base of the console's screens and parts: the same style sheets, shared by all of them. */
export abstract class ConsoleElement extends LitElement {
	static override styles: CSSResultGroup = consoleStyles as CSSResultGroup;

	/** Elements of the shadow root; they exist once it has been drawn. */
	protected find<Found extends HTMLElement = HTMLElement>(selector: string): Found | null {
		return this.renderRoot.querySelector<Found>(selector);
	}
}
