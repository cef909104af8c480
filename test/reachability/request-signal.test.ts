import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signalOfEntry, signalOfError, signalOfResponse } from '../../src/reachability/request-signal.ts';
import { parseOrigins } from '../../src/reachability/tag.ts';

test('a status that the browser reports is certain: 5xx is a failure, everything else an answer', () => {
	for (const responseStatus of [200, 204, 304, 400, 401, 403, 404, 429])
		assert.equal(signalOfEntry({ responseStatus }), 'answered');
	for (const responseStatus of [500, 502, 503, 504, 599])
		assert.equal(signalOfEntry({ responseStatus }), 'failed');
});

test('a status of 0 is unclear, and no status reveals nothing', () => {
	assert.equal(signalOfEntry({ responseStatus: 0 }), 'unclear');
	assert.equal(signalOfEntry({}), null);
	assert.equal(signalOfResponse(new Response('', { status: 503 })), 'failed');
	assert.equal(signalOfResponse(new Response('', { status: 404 })), 'answered');
	assert.equal(signalOfResponse(Response.error()), null);
});

test('an aborted request reveals nothing, and a request that timed out has failed', () => {
	assert.equal(signalOfError(new DOMException('', 'AbortError')), null);
	assert.equal(signalOfError(new DOMException('', 'TimeoutError')), 'failed');
	assert.equal(signalOfError(new TypeError('Failed to fetch')), 'unclear');
	for (const reason of [undefined, null, 'gone', 7, new Error('mine')])
		assert.equal(signalOfError(reason), null);
});

test('the tag lists origins, some with their component; an entry that cannot be read is left out with a warning', (context) => {
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
