import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedFor } from '../../../src/client/index.ts';

test('outside a page, the import has no effect, and a feed never connects', () => {
	assert.equal(Reflect.has(globalThis, 'Candor'), false);
	const feed = feedFor('https://status.example.com');
	assert.equal(feedFor('https://status.example.com'), feed);
	assert.deepEqual([feed.snapshot().connection, feed.snapshot().heardAt], ['reconnecting', null]);
	for (const unsubscribe of [feed, feed.clock, feed.dismissals].map((part) =>
		part.subscribe(() => undefined),
	))
		unsubscribe();
	feed.close();
});
