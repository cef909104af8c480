import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Feed } from '../../client/index.ts';
import { shared } from '../../client/page-client.ts';
import { type HistoryLoader, historyFor } from '../../client/resources/history.ts';

/** Loads the history of the host's feed, but only while it is visible. */
export class HistoryController implements ReactiveController {
	/** `null` while there is no feed. */
	resource: HistoryLoader | null = null;
	readonly #host: ReactiveControllerHost;
	readonly #getFeed: () => Feed | null;
	readonly #isVisible: () => boolean;
	#unsubscribe = (): void => undefined;

	/** `getFeed` returns the host's feed, `null` while there is none. */
	constructor(host: ReactiveControllerHost, getFeed: () => Feed | null, isVisible: () => boolean) {
		this.#host = host;
		this.#getFeed = getFeed;
		this.#isVisible = isVisible;
		host.addController(this);
	}

	hostUpdate(): void {
		const feed = this.#getFeed();
		// The feed of another vendor has no server, and no history.
		const resource = feed?.source ? historyFor(feed.source, shared()) : null;
		if (resource === this.resource) return;
		this.#unsubscribe();
		this.resource = resource;
		this.#unsubscribe = resource?.subscribe(this.#onHistory) ?? (() => undefined);
	}

	readonly #onHistory = (): void => this.#host.requestUpdate();

	/** Requests the history after each update; the resource limits how often a request is sent. */
	hostUpdated(): void {
		if (this.#isVisible()) void this.resource?.refresh();
	}
}
