import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Feed, shared } from '../../client/index.ts';
import { type HistoryResource, historyFor } from '../../client/resources/history.ts';
import { enableIntl } from '../i18n/deferred-intl.ts';

/** The history of the host's feed, read only while somebody looks at it. */
export class HistoryController implements ReactiveController {
	/** `null` where there is no feed. */
	reader: HistoryResource | null = null;
	readonly #host: ReactiveControllerHost;
	readonly #feed: () => Feed | null;
	readonly #isWanted: () => boolean;
	#release = (): void => undefined;

	/** `feed` finds that of the host, none while it is in no page. `isWanted`: somebody looks. */
	constructor(host: ReactiveControllerHost, feed: () => Feed | null, isWanted: () => boolean) {
		this.#host = host;
		this.#feed = feed;
		this.#isWanted = isWanted;
		host.addController(this);
	}

	hostUpdate(): void {
		const feed = this.#feed();
		const reader = feed && historyFor(feed.source, shared());
		if (reader === this.reader) return;
		this.#release();
		this.reader = reader;
		this.#release = reader?.subscribe(() => this.#host.requestUpdate()) ?? (() => undefined);
	}

	/** The reader itself sees to it that it is not asked for too often. */
	hostUpdated(): void {
		if (!this.#isWanted()) return;
		enableIntl();
		void this.reader?.refresh();
	}
}
