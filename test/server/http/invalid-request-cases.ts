/** Invalid requests, each with the expected response. */
import { token } from '../../support/server.ts';

export const operator = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

export interface InvalidRequest {
	/** The expected status and code, such as `422 invalid`. */
	readonly expected: string;
	/** What is wrong with the request. */
	readonly what: string;
	readonly path: string;
	readonly init: RequestInit;
}

const raw = (expected: string, what: string, path: string, init: RequestInit): InvalidRequest => ({
	expected,
	what,
	path,
	init,
});
/** A body sent to `POST /v1/notices`. */
const post = (expected: string, what: string, body: string): InvalidRequest =>
	raw(expected, what, '/v1/notices', { method: 'POST', body });
/** Fields of a notice to open, beside a title. */
const open = (expected: string, what: string, fields: object): InvalidRequest =>
	post(expected, what, JSON.stringify({ title: 'x', ...fields }));
/** A body sent to another path. */
const send = (expected: string, what: string, path: string, body: string, method = 'POST'): InvalidRequest =>
	raw(expected, what, path, { method, body });
/** A valid body with these headers. */
const withHeaders = (expected: string, what: string, headers: HeadersInit): InvalidRequest =>
	raw(expected, what, '/v1/notices', { method: 'POST', body: '{"title":"x"}', headers });
const withIfMatch = (expected: string, what: string, header: string): InvalidRequest =>
	raw(expected, what, '/v1/notices/n', {
		method: 'PATCH',
		body: '{"title":"y"}',
		headers: { ...operator, 'if-match': header },
	});

const json = { 'content-type': 'application/json' };

export const invalidRequests: readonly InvalidRequest[] = [
	post('400 malformed', 'a body that is not JSON', '{"title":'),
	post('400 malformed', 'an empty body', ''),
	post('422 invalid', 'a lone surrogate', '{"title":"\\ud800"}'),
	post('422 invalid', 'a list', '[]'),
	post('422 invalid', 'null', 'null'),
	post('422 invalid', 'a deep list', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
	post('422 invalid', 'no title', '{}'),
	post('422 invalid', 'a number for a title', '{"title":3}'),
	post('422 invalid', 'a blank title', '{"title":"  "}'),
	open('422 invalid', 'a long title', { title: 'x'.repeat(141) }),
	post('422 invalid', 'control characters', '{"title":"a\\u001b[31mb"}'),
	post('422 invalid', 'a line break in a title', '{"title":"a\\nb"}'),
	post('422 invalid', 'a right-to-left override', '{"title":"a\\u202eb"}'),
	open('422 invalid', 'an unknown field', { colour: 'red' }),
	post('422 invalid', '__proto__', '{"title":"x","__proto__":{"kind":"incident"}}'),
	post(
		'422 invalid',
		'a nested __proto__',
		'{"title":"x","promise":{"__proto__":{},"nextUpdateBy":"2099-01-01T00:00:00Z"}}',
	),
	post('422 invalid', 'constructor', '{"title":"x","constructor":{}}'),
	open('422 invalid', 'an unknown kind', { kind: 'joke' }),
	open('422 invalid', 'a bad id', { id: '../x' }),
	open('422 invalid', 'an id that exists', { id: 'n' }),
	open('422 invalid', 'a word as a date', { expiresAt: 'tomorrow' }),
	open('422 invalid', 'a day that does not exist', { expiresAt: '2099-02-30T00:00:00Z' }),
	open('422 invalid', 'an expiry in the past', { expiresAt: '1999-01-01T00:00:00Z' }),
	open('422 wrong-phase', 'a phase of another kind', { phase: 'scheduled' }),
	open('422 markup-refused', 'HTML', { body: '<script>x</script>' }),
	open('422 markup-refused', 'a script link', { workaround: '[x](javascript:x)' }),
	open('422 markup-refused', 'a link that is too long', {
		body: `[x](https://a.example/${'x'.repeat(2_100)})`,
	}),
	open('422 invalid', '30 KB of Markdown', { body: '**x __'.repeat(5_000) }),
	post('413 too-large', '10 MB', 'x'.repeat(10_000_000)),
	withHeaders('415 unsupported-media-type', 'another type', { ...operator, 'content-type': 'text/plain' }),
	withHeaders('401 unauthorized', 'no token', json),
	withHeaders('401 unauthorized', 'a wrong token', { ...json, authorization: 'Bearer unknown-token' }),
	withHeaders('401 unauthorized', 'another scheme', { ...json, authorization: `Basic ${token}` }),
	raw('401 unauthorized', 'a token in the query', `/v1/notices?token=${token}`, {
		method: 'POST',
		body: '{}',
		headers: json,
	}),
	withHeaders('403 origin-not-allowed', 'a page of another origin', {
		...operator,
		origin: 'https://evil.example',
	}),
	withIfMatch('412 precondition-failed', 'a stale If-Match', '"99"'),
	withIfMatch('400 malformed', 'an invalid If-Match', 'x'),
	send('422 invalid', 'nothing to change', '/v1/notices/n', '{}', 'PATCH'),
	send(
		'422 invalid',
		'a phase with other fields',
		'/v1/notices/n',
		'{"phase":"identified","title":"y"}',
		'PATCH',
	),
	send('422 invalid', 'an update without text', '/v1/notices/n/updates', '{"body":""}'),
	send('422 invalid', 'an update without visible text', '/v1/notices/n/updates', '{"body":"&nbsp;"}'),
	send(
		'409 notice-ended',
		'a phase for an ended notice',
		'/v1/notices/done/updates',
		'{"body":"x","phase":"monitoring"}',
	),
	send('409 notice-ended', 'ending an ended notice', '/v1/notices/done/resolve', '{}'),
	send('409 notice-open', 'reopening an open notice', '/v1/notices/n/reopen', '{}'),
	send('404 not-found', 'an unknown notice', '/v1/notices/zzz/updates', '{"body":"x"}'),
	send('422 invalid', 'a component with a bad id', '/v1/components/UPPER', '{"name":"x"}', 'PUT'),
	raw('409 component-in-use', 'a component in use', '/v1/components/api', { method: 'DELETE' }),
	send(
		'422 invalid',
		'a page with a script URL',
		'/v1/page',
		'{"name":"x","statusUrl":"javascript:x"}',
		'PUT',
	),
	send(
		'422 invalid',
		'a page that lists a way to subscribe twice',
		'/v1/page',
		'{"name":"x","subscribe":[{"by":"rss","href":"https://a.example/"},{"by":"rss","href":"https://b.example/"}]}',
		'PUT',
	),
	send('405 method-not-allowed', 'another method', '/v1/page', '{}'),
	raw('404 not-found', 'the stream in another notation', '/v1/%73tream', {}),
	raw('405 method-not-allowed', 'writing to the stream', '/v1/stream', { method: 'POST' }),
	raw('404 not-found', 'an unknown path', '/v1/nothing', {}),
	raw('404 not-found', 'a path with dots', '/v1/%2e%2e/%2e%2e/etc/passwd', {}),
	raw('404 not-found', 'a broken escape', '/v1/notices/%E0%A4%A', {}),
	raw('400 bad-cursor', 'a bad cursor', '/v1/stream?since=abc', {}),
	raw('400 bad-cursor', 'a negative cursor', '/v1/stream?since=-1', {}),
	raw('400 bad-cursor', 'a huge cursor', `/v1/stream?since=${'9'.repeat(40)}`, {}),
	raw('400 bad-cursor', 'a bad Last-Event-ID', '/v1/stream', { headers: { 'last-event-id': 'x; DROP' } }),
];
