import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedFor } from '../../src/client/index.ts';

test('outside a page, importing does nothing, and a feed is never reached', (context) => {
	assert.equal(Reflect.has(globalThis, 'Candor'), false);
	const warn = context.mock.method(console, 'warn', () => undefined);
	const feed = feedFor('https://status.example.com');
	assert.equal(warn.mock.callCount(), 1);
	assert.match(String(warn.mock.calls[0]?.arguments[0]), /https:\/\/status\.example\.com/);
	assert.equal(feedFor('https://status.example.com'), feed);
	assert.equal(warn.mock.callCount(), 1);
	assert.deepEqual([feed.snapshot().connection, feed.snapshot().heardAt], ['reconnecting', null]);
	for (const leave of [feed, feed.clock, feed.dismissals].map((part) => part.subscribe(() => undefined)))
		leave();
	feed.close();
});
