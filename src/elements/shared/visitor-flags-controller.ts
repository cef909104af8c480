import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Feed } from '../../client/index.ts';
import { type VisitorFlags, visitorFlagsFor } from '../../client/storage/visitor-flags.ts';

/** What the reader has done with an element, which is drawn again when that changes in another element or page. */
export class VisitorFlagsController implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #feed: () => Feed | null;
	#kept: VisitorFlags | null = null;
	#release = (): void => undefined;

	/** `feed` finds that of the host, none while it is in no page. */
	constructor(host: ReactiveControllerHost, feed: () => Feed | null) {
		this.#host = host;
		this.#feed = feed;
		host.addController(this);
	}

	has(name: string): boolean {
		return this.#kept?.has(name) ?? false;
	}

	set(name: string, done = true): void {
		this.#kept?.set(name, done);
	}

	/** The feed may be another one at each draw. */
	hostUpdate(): void {
		const feed = this.#feed();
		const kept = feed && visitorFlagsFor(feed.source);
		if (kept === this.#kept) return;
		this.#release();
		this.#kept = kept;
		this.#release = kept?.subscribe(() => this.#host.requestUpdate()) ?? (() => undefined);
	}
}
