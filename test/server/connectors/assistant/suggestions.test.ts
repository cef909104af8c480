/** The assistant writes texts; a person accepts them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerWith, noticeTexts, streamWith } from '../../../support/model-server.ts';
import { aServer } from '../../../support/server.ts';
import { anAssistant, key } from './story.ts';

test('operators read the text, and the request exactly as it was sent; the key is in a header only', async (context) => {
	const { model, ask, list, logged, server } = await anAssistant(context);
	const { status, body, text } = await ask();
	assert.equal(status, 201, text);
	const { title, body: words } = noticeTexts;
	assert.deepEqual(body.texts, { title, body: words });
	assert.deepEqual(body.questions, noticeTexts.questions);
	assert.deepEqual([body.purpose, body.notice, body.language, body.model], ['new', null, 'en', 'small-1']);
	assert.deepEqual([body.tokens, body.acceptedBy, body.draft, body.findings], [340, null, null, []]);
	const [sent] = model.asked;
	assert.deepEqual([sent?.method, sent?.path], ['POST', '/v1/chat/completions']);
	assert.equal(sent?.headers.authorization, `Bearer ${key}`);
	assert.equal(body.request, sent?.body);
	assert.deepEqual(await list(), [body]);
	const { stream, max_completion_tokens: most, response_format: format } = sent?.document ?? {};
	assert.deepEqual(
		[stream, most, format.type, format.json_schema.strict],
		[false, 2_000, 'json_schema', true],
	);
	assert.equal(format.json_schema.schema.additionalProperties, false);
	const log = (await server.write('GET', '/v1/log')).text;
	for (const shown of [text, logged(), log, sent?.body ?? key, sent?.path ?? key])
		assert.equal(shown.includes(key), false);
	assert.match(log, /asked: new/);
});

test('nothing is published, and no draft is made, until a person accepts it', async (context) => {
	const { server, ask, as, drafts } = await anAssistant(context);
	const before = (await server.request('/v1/snapshot')).text;
	const responder = await as('responder', 'Ada');
	const { body } = await ask({}, responder);
	assert.deepEqual(await drafts(), []);
	assert.equal((await server.request('/v1/notices')).body.notices.length, 0);
	const accept = `/v1/assistant/drafts/${body.id}/accept`;
	const second = await as('responder', 'Ben');
	const accepted = await server.write('POST', accept, { title: 'Payments by card fail' }, second);
	assert.equal(accepted.status, 200, accepted.text);
	const [draft, ...others] = await drafts();
	assert.deepEqual(others, []);
	assert.deepEqual(
		[draft.author.name, draft.suggestedBy, draft.title, draft.command.type],
		['Ben', 'small-1', 'Payments by card fail', 'open-notice'],
	);
	assert.deepEqual(accepted.body.draft, draft);
	assert.deepEqual(
		[accepted.body.suggestion.draft, accepted.body.suggestion.acceptedBy.name],
		[draft.id, 'Ben'],
	);
	const again = await server.write('POST', accept, { title: 'Payments by card fail' }, second);
	assert.deepEqual([again.status, again.body.draft], [200, draft], 'a repetition makes no second draft');
	const other = await server.write('POST', accept, {}, responder);
	assert.deepEqual([other.status, other.body.code], [412, 'precondition-failed']);
	assert.equal((await drafts()).length, 1);
	const { notices, components } = (await server.request('/v1/snapshot')).body;
	assert.deepEqual(notices, JSON.parse(before).notices);
	assert.deepEqual(components, JSON.parse(before).components);
	const refused = await server.write('POST', `/v1/notices/${draft.notice}/approve`, {}, second);
	assert.equal(refused.status, 403, 'a responder does not publish');
	const published = await server.write(
		'POST',
		`/v1/notices/${draft.notice}/approve`,
		{},
		await as('publisher'),
	);
	assert.equal(published.status, 200, published.text);
	assert.equal(published.body.title, 'Payments by card fail');
});

test('an update and an end become drafts too, and the words of a post-mortem belong in its own draft', async (context) => {
	const { server, ask, open, drafts, model } = await anAssistant(context);
	await open();
	for (const [purpose, type] of [
		['update', 'post-update'],
		['resolve', 'resolve'],
	]) {
		const { body } = await ask({ purpose, notice: 'pay', words: undefined });
		const accepted = await server.write('POST', `/v1/assistant/drafts/${body.id}/accept`, {});
		assert.equal(accepted.status, 200, accepted.text);
		assert.equal(accepted.body.draft.command.type, type);
		const { updates, phase } = (await server.request('/v1/notices/pay')).body;
		assert.deepEqual([updates.length, phase], [1, 'investigating'], 'customers see nothing of it');
	}
	const [end] = await drafts();
	const ended = await server.write('POST', '/v1/notices/pay/approve', { draft: end.id });
	assert.deepEqual([ended.status, ended.body.phase], [200, 'resolved']);
	model.reply = answerWith({
		...{ title: 'Card payments failed', impact: 'Card payments failed.', timeline: '- It began.' },
		...{ causes: '', wentWell: '', questions: [] },
	});
	const { body } = await ask({ purpose: 'postmortem', notice: 'pay', words: undefined });
	assert.deepEqual(Object.keys(body.texts), ['title', 'impact', 'timeline']);
	assert.ok(
		body.findings.some(
			({ rule, field }: Record<string, string>) => rule === 'advice' && field === 'impact',
		) === false,
	);
	const refused = await server.write('POST', `/v1/assistant/drafts/${body.id}/accept`, {});
	assert.deepEqual([refused.status, refused.body.issues[0].path], [422, 'into']);
	const taken = await server.write('POST', `/v1/assistant/drafts/${body.id}/accept`, { into: 'form' });
	assert.deepEqual(
		[taken.status, taken.body.draft, taken.body.suggestion.acceptedBy.name],
		[200, null, 'CANDOR_TOKEN'],
	);
});

test('words that waited for a day are no longer accepted, and after 30 days they are gone', async (context) => {
	const { server, ask, clock, list } = await anAssistant(context);
	const { body } = await ask();
	clock.advance(25 * 3_600_000);
	const late = await server.write('POST', `/v1/assistant/drafts/${body.id}/accept`, {});
	assert.deepEqual([late.status, late.body.code], [412, 'precondition-failed']);
	assert.equal((await list()).length, 1);
	clock.advance(30 * 86_400_000);
	assert.deepEqual(await list(), []);
	assert.equal((await server.write('GET', `/v1/assistant/drafts/${body.id}`)).status, 404);
});

test('a redaction removes what the assistant was told and what it wrote', async (context) => {
	const { server, ask, open, list, model } = await anAssistant(context);
	await open();
	await ask({ purpose: 'update', notice: 'pay' });
	model.reply = answerWith(noticeTexts);
	await ask();
	assert.equal((await list()).length, 2);
	const redacted = await server.write('POST', '/v1/notices/pay/redact', {
		fields: ['title'],
		title: 'Payments',
	});
	assert.ok(redacted.status < 300, redacted.text);
	const left = await list();
	assert.deepEqual(
		left.map(({ purpose }: { purpose: string }) => purpose),
		['new'],
	);
});

test('a server that sends a stream although none was asked for is understood', async (context) => {
	const { ask, model } = await anAssistant(context);
	model.reply = streamWith(noticeTexts);
	const { status, body, text } = await ask();
	assert.equal(status, 201, text);
	assert.equal(body.texts.title, noticeTexts.title);
	assert.equal(body.tokens, 340);
});

test('it is off unless it is configured: nothing is asked, and operators see that', async (context) => {
	const { write } = await aServer(context);
	assert.equal((await write('GET', '/v1/server')).body.assistant, null);
	const refused = await write('POST', '/v1/assistant/drafts', { purpose: 'new', words: 'Down' });
	assert.deepEqual([refused.status, refused.body.code], [404, 'not-found']);
	assert.match(refused.body.detail, /CANDOR_ASSISTANT_URL/);
	assert.deepEqual((await write('GET', '/v1/assistant/drafts')).body, { assistant: null, suggestions: [] });
});

test('a request without facts is refused before anything is sent', async (context) => {
	const { ask, model } = await anAssistant(context);
	for (const [body, path] of [
		[{ words: ' ' }, 'words'],
		[{ notice: 'pay' }, 'notice'],
		[{ purpose: 'update' }, 'notice'],
		[{ fields: ['everything'] }, 'fields.0'],
		[{ language: 'English' }, 'language'],
	] as const) {
		const refused = await ask(body);
		assert.equal(refused.status, 422, refused.text);
		assert.equal(refused.body.issues[0].path, path);
	}
	assert.equal((await ask({ purpose: 'update', notice: 'no-such' })).status, 404);
	assert.equal(model.asked.length, 0);
});
