import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signOfEntry, signOfError, signOfResponse } from '../../src/reachability/request-signal.ts';
import { parseOrigins } from '../../src/reachability/tag.ts';

test('a status that the browser tells is sure: 5xx has failed, everything else is an answer', () => {
	for (const responseStatus of [200, 204, 304, 400, 401, 403, 404, 429])
		assert.equal(signOfEntry({ responseStatus }), 'answered');
	for (const responseStatus of [500, 502, 503, 504, 599])
		assert.equal(signOfEntry({ responseStatus }), 'failed');
});

test('a status of 0 may be anything, and no status tells nothing', () => {
	assert.equal(signOfEntry({ responseStatus: 0 }), 'unclear');
	assert.equal(signOfEntry({}), null);
	assert.equal(signOfResponse(new Response('', { status: 503 })), 'failed');
	assert.equal(signOfResponse(new Response('', { status: 404 })), 'answered');
	assert.equal(signOfResponse(Response.error()), null);
});

test('a request that the page gave up says nothing, one that ran out of time has failed', () => {
	assert.equal(signOfError(new DOMException('', 'AbortError')), null);
	assert.equal(signOfError(new DOMException('', 'TimeoutError')), 'failed');
	assert.equal(signOfError(new TypeError('Failed to fetch')), 'unclear');
	for (const reason of [undefined, null, 'gone', 7, new Error('mine')])
		assert.equal(signOfError(reason), null);
});

test('the tag names origins, some with their component; what it cannot mean is told and left out', (context) => {
	const warned = context.mock.method(console, 'warn', () => undefined);
	assert.deepEqual(
		parseOrigins(
			' https://api.example.com/v1\n checkout=https://pay.example.com:8443 account=/api ftp://x nonsense://?=',
			'https://shop.example/',
		),
		[
			{ origin: 'https://api.example.com', component: null },
			{ origin: 'https://pay.example.com:8443', component: 'checkout' },
			{ origin: 'https://shop.example', component: 'account' },
		],
	);
	assert.deepEqual(parseOrigins('', 'https://shop.example/'), []);
	assert.equal(warned.mock.callCount(), 2);
	assert.match(String(warned.mock.calls[0]?.arguments[0]), /cannot watch "ftp:\/\/x": write origins such as/);
});
