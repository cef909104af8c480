/** What the server would drop or publish as raw signs is refused with a sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../support/server.ts';

test('a member called __proto__ is refused wherever it is, however it is written', async (context) => {
	const { write, request } = await aServer(context);
	for (const body of [
		'{"title":"x","audience":{"attributes":{"__proto__":["pro"]}}}',
		'{"title":"x","audience":{"attributes":{"\\u005f_proto__":["pro"]}}}',
		'{"title":"x","translations":{"__proto__":{"title":"y"}}}',
	]) {
		const { status, body: problem } = await write('POST', '/v1/notices', body);
		assert.deepEqual([status, problem.code], [422, 'invalid'], body);
		assert.match(problem.detail, /The name "__proto__" cannot be used/);
	}
	assert.equal((await write('POST', '/v1/notices', '{"title":"x__y"}')).status, 201);
	assert.equal((await write('POST', '/v1/notices', '{"title":"__')).body.code, 'malformed');
	assert.equal((await request('/v1/notices')).body.notices.length, 1);
});

test('a table and struck text in Markdown are refused with what to write instead', async (context) => {
	const { write } = await aServer(context);
	for (const [body, sentence] of [
		['| a | b |\n| - | - |\n| 1 | 2 |', /Tables are not supported\. Write a list/],
		['a | b\n--|--\n1 | 2', /Tables are not supported/],
		['It ~~fails~~ works.', /Struck text \(between ~~\) is not supported/],
		['- [ ] Reload\n- [x] Sign in', /Boxes to tick .* Write a plain list/],
	] as const) {
		const refused = await write('POST', '/v1/notices', { title: 'x', body });
		assert.deepEqual([refused.status, refused.body.code], [422, 'markup-refused'], body);
		assert.match(refused.body.detail, sentence);
	}
	for (const body of ['EU: down | US: works', 'about ~5 minutes, ~10 at most', '\u3164x'])
		assert.equal((await write('POST', '/v1/notices', { title: body, body })).status, 201, body);
	assert.equal(
		(await write('POST', '/v1/notices', { title: 'x', body: '\u3164' })).status,
		201,
		'no body at all',
	);
	const { body } = await write('POST', '/v1/notices', { title: 'y' });
	assert.equal((await write('POST', `/v1/notices/${body.id}/updates`, { body: '\u3164\u2800' })).status, 422);
});
