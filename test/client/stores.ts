/** A store whose clock a test advances. */
import { createClock } from '../../src/client/clock.ts';
import { hasAgeingContent } from '../../src/client/store/feed-snapshot.ts';
import type { Pins } from '../../src/client/store/replica.ts';
import { createStore, type Store } from '../../src/client/store/store.ts';
import type { SnapshotFrame } from '../../src/model/wire/frames.ts';
import { fakeEnvironment, start } from './fake-environment.ts';

export function aStore(pins: Pins = {}) {
	const environment = fakeEnvironment();
	const clock = createClock(
		environment,
		() => hasAgeingContent(store.snapshot()),
		new AbortController().signal,
	);
	const store: Store = createStore(clock, pins);
	return { environment, clock, store };
}
export const polled = (frame: SnapshotFrame) => ({ frame, servedAt: null, heardAt: start });
/** Without pinned keys, and with them. */
export const pinnings: readonly Pins[] = [{}, { keys: 'a pin' }];
