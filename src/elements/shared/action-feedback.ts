import type { ReactiveControllerHost } from 'lit';
import { h } from './dom.ts';

/** What an element says about the visitor's last action, for a live region. */
export class ActionFeedback {
	readonly #host: ReactiveControllerHost;
	#action = '';
	#node: HTMLElement | null = null;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
	}

	/** Without `text` the action is in progress. */
	set(action: string, text = ''): void {
		this.#action = action;
		// A new node each time: a screen reader announces the same words again only then.
		this.#node = text ? h('span', {}, text) : null;
		this.#host.requestUpdate();
	}

	/** `null` unless this was the last action, and has ended. */
	of(action: string): HTMLElement | null {
		return this.#action === action ? this.#node : null;
	}
}
