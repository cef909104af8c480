/** What callers get wrong, and what each is told. */
import { token } from '../../support/server.ts';

export const operator = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

export interface Mistake {
	readonly what: string;
	readonly path: string;
	readonly init: RequestInit;
	readonly told: string;
}

/** A request with a body as it is on the wire. `told` is the status and the code of the answer. */
const raw = (told: string, what: string, path: string, init: RequestInit): Mistake => ({
	told,
	what,
	path,
	init,
});
const post = (told: string, what: string, body: string): Mistake =>
	raw(told, what, '/v1/notices', { method: 'POST', body });
const open = (told: string, what: string, fields: object): Mistake =>
	post(told, what, JSON.stringify({ title: 'x', ...fields }));
const on = (told: string, what: string, path: string, body: string, method = 'POST'): Mistake =>
	raw(told, what, path, { method, body });
const from = (told: string, what: string, headers: HeadersInit): Mistake =>
	raw(told, what, '/v1/notices', { method: 'POST', body: '{"title":"x"}', headers });
const edit = (told: string, what: string, header: string): Mistake =>
	raw(told, what, '/v1/notices/n', {
		method: 'PATCH',
		body: '{"title":"y"}',
		headers: { ...operator, 'if-match': header },
	});

const json = { 'content-type': 'application/json' };

export const mistakes: readonly Mistake[] = [
	post('400 malformed', 'no JSON', '{"title":'),
	post('400 malformed', 'nothing', ''),
	post('422 invalid', 'half a character', '{"title":"\\ud800"}'),
	post('422 invalid', 'a list', '[]'),
	post('422 invalid', 'null', 'null'),
	post('422 invalid', 'a deep list', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
	post('422 invalid', 'no title', '{}'),
	post('422 invalid', 'a number for a title', '{"title":3}'),
	post('422 invalid', 'a blank title', '{"title":"  "}'),
	open('422 invalid', 'a long title', { title: 'x'.repeat(141) }),
	post('422 invalid', 'control characters', '{"title":"a\\u001b[31mb"}'),
	post('422 invalid', 'a line break in a title', '{"title":"a\\nb"}'),
	post('422 invalid', 'text turned around', '{"title":"a\\u202eb"}'),
	open('422 invalid', 'an unknown field', { colour: 'red' }),
	post('422 invalid', '__proto__', '{"title":"x","__proto__":{"kind":"incident"}}'),
	post(
		'422 invalid',
		'__proto__ within',
		'{"title":"x","promise":{"__proto__":{},"nextUpdateBy":"2099-01-01T00:00:00Z"}}',
	),
	post('422 invalid', 'constructor', '{"title":"x","constructor":{}}'),
	open('422 invalid', 'an unknown kind', { kind: 'joke' }),
	open('422 invalid', 'a bad id', { id: '../x' }),
	open('422 invalid', 'a taken id', { id: 'n' }),
	open('422 invalid', 'no date', { expiresAt: 'tomorrow' }),
	open('422 invalid', 'a date that is none', { expiresAt: '2099-02-30T00:00:00Z' }),
	open('422 invalid', 'the past', { expiresAt: '1999-01-01T00:00:00Z' }),
	open('422 wrong-phase', 'a phase of another kind', { phase: 'scheduled' }),
	open('422 markup-refused', 'HTML', { body: '<script>x</script>' }),
	open('422 markup-refused', 'a script link', { workaround: '[x](javascript:x)' }),
	open('422 markup-refused', 'a link that no log could hold', {
		body: `[x](https://a.example/${'x'.repeat(2_100)})`,
	}),
	open('422 invalid', '30 KB of Markdown', { body: '**x __'.repeat(5_000) }),
	post('413 too-large', '10 MB', 'x'.repeat(10_000_000)),
	from('415 unsupported-media-type', 'another type', { ...operator, 'content-type': 'text/plain' }),
	from('401 unauthorized', 'no token', json),
	from('401 unauthorized', 'a wrong token', { ...json, authorization: 'Bearer nobody-knows' }),
	from('401 unauthorized', 'another scheme', { ...json, authorization: `Basic ${token}` }),
	raw('401 unauthorized', 'a token in the query', `/v1/notices?token=${token}`, {
		method: 'POST',
		body: '{}',
		headers: json,
	}),
	from('403 origin-not-allowed', 'a foreign page', { ...operator, origin: 'https://evil.example' }),
	edit('412 precondition-failed', 'a stale If-Match', '"99"'),
	edit('400 malformed', 'an If-Match that is none', 'x'),
	on('422 invalid', 'nothing to change', '/v1/notices/n', '{}', 'PATCH'),
	on('422 invalid', 'a phase and more', '/v1/notices/n', '{"phase":"identified","title":"y"}', 'PATCH'),
	on('422 invalid', 'an update without words', '/v1/notices/n/updates', '{"body":""}'),
	on('422 invalid', 'an update that shows nothing', '/v1/notices/n/updates', '{"body":"&nbsp;"}'),
	on(
		'409 notice-ended',
		'going on with what has ended',
		'/v1/notices/done/updates',
		'{"body":"x","phase":"monitoring"}',
	),
	on('409 notice-ended', 'ending what has ended', '/v1/notices/done/resolve', '{}'),
	on('409 notice-open', 'reopening what is open', '/v1/notices/n/reopen', '{}'),
	on('404 not-found', 'nobody’s notice', '/v1/notices/zzz/updates', '{"body":"x"}'),
	on('422 invalid', 'a component with a bad id', '/v1/components/UPPER', '{"name":"x"}', 'PUT'),
	raw('409 component-in-use', 'a component in use', '/v1/components/api', { method: 'DELETE' }),
	on(
		'422 invalid',
		'a page with a script address',
		'/v1/page',
		'{"name":"x","statusUrl":"javascript:x"}',
		'PUT',
	),
	on(
		'422 invalid',
		'a page with one way to subscribe twice',
		'/v1/page',
		'{"name":"x","subscribe":[{"by":"rss","href":"https://a.example/"},{"by":"rss","href":"https://b.example/"}]}',
		'PUT',
	),
	on('405 method-not-allowed', 'another method', '/v1/page', '{}'),
	raw('404 not-found', 'the stream by another way to write it', '/v1/%73tream', {}),
	raw('405 method-not-allowed', 'writing to the stream', '/v1/stream', { method: 'POST' }),
	raw('404 not-found', 'another address', '/v1/nothing', {}),
	raw('404 not-found', 'a path with dots', '/v1/%2e%2e/%2e%2e/etc/passwd', {}),
	raw('404 not-found', 'a broken escape', '/v1/notices/%E0%A4%A', {}),
	raw('400 bad-cursor', 'a bad cursor', '/v1/stream?since=abc', {}),
	raw('400 bad-cursor', 'a negative cursor', '/v1/stream?since=-1', {}),
	raw('400 bad-cursor', 'a huge cursor', `/v1/stream?since=${'9'.repeat(40)}`, {}),
	raw('400 bad-cursor', 'a bad Last-Event-ID', '/v1/stream', { headers: { 'last-event-id': 'x; DROP' } }),
];
