import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Feed } from '../../client/index.ts';
import { type VisitorFlags, visitorFlagsFor } from '../../client/storage/visitor-flags.ts';

/**
 * What the visitor has done with an element, kept in this browser. Changes by other elements and
 * tabs render the host.
 */
export class VisitorFlagsController implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #getFeed: () => Feed | null;
	#flags: VisitorFlags | null = null;
	#unsubscribe = (): void => undefined;

	/** `getFeed` returns the host's feed, `null` while there is none. */
	constructor(host: ReactiveControllerHost, getFeed: () => Feed | null) {
		this.#host = host;
		this.#getFeed = getFeed;
		host.addController(this);
	}

	has(name: string): boolean {
		return this.#flags?.has(name) ?? false;
	}

	set(name: string, isSet = true): void {
		this.#flags?.set(name, isSet);
	}

	/** Follows the host's feed, which may be another one at each update. */
	hostUpdate(): void {
		const feed = this.#getFeed();
		const flags = feed && visitorFlagsFor(feed.source);
		if (flags === this.#flags) return;
		this.#unsubscribe();
		this.#flags = flags;
		this.#unsubscribe = flags?.subscribe(() => this.#host.requestUpdate()) ?? (() => undefined);
	}
}
