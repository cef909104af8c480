import type { ReactiveControllerHost } from 'lit';
import { h } from './dom.ts';

/** What came of the reader's last act. A new node each time, so that a live region says the same words again. */
export class Outcome {
	readonly #host: ReactiveControllerHost;
	#name = '';
	#node: HTMLElement | null = null;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
	}

	/** `name` is that of the act; without words, it is under way. */
	say(name: string, text = ''): void {
		this.#name = name;
		this.#node = text ? h('span', {}, text) : null;
		this.#host.requestUpdate();
	}

	/** The words, where the last act had this name. */
	of(name: string): HTMLElement | null {
		return this.#name === name ? this.#node : null;
	}
}
