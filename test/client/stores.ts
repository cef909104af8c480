/** A store with a clock that a test turns. */
import { createClock } from '../../src/client/clock.ts';
import type { FeedSettings } from '../../src/client/connection/source.ts';
import { hasAgeingContent } from '../../src/client/store/feed-snapshot.ts';
import { createStore, type Store } from '../../src/client/store/store.ts';
import type { SnapshotFrame } from '../../src/model/wire/wire.ts';
import { fakeEnvironment, start } from './fake-environment.ts';

export function aStore(settings: Partial<FeedSettings> = {}) {
	const environment = fakeEnvironment();
	const clock = createClock(
		environment,
		() => hasAgeingContent(store.snapshot()),
		new AbortController().signal,
	);
	const store: Store = createStore(clock, settings);
	return { environment, clock, store };
}
export const polled = (frame: SnapshotFrame) => ({ frame, servedAt: null, heardAt: start });
export const pinned: readonly Partial<FeedSettings>[] = [{}, { keys: 'a pin' }];
