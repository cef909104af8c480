/** Models that refuse, break, hang or are busy: an operator gets a sentence, and nothing is kept. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { answerWith, noticeTexts, streamWith } from '../../../support/model-server.ts';
import { anAssistant, key } from './story.ts';

const status =
	(code: number, headers: Record<string, string> = {}, body = '{}') =>
	(response: ServerResponse): void => {
		response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);
	};
const html = (response: ServerResponse): void => {
	response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Sign in</h1>');
};
const huge = (response: ServerResponse): void => {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(`{"choices":[{"message":{"content":"${'a'.repeat(5_000_000)}"}}]}`);
};
const cut = (response: ServerResponse): void => {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
	response.write('{"choices":[{"mess');
	setImmediate(() => response.destroy());
};

/** Answers that are none, with what the operator reads. */
const useless: Readonly<Record<string, readonly [(response: ServerResponse) => void, RegExp]>> = {
	refusal: [answerWith('', {}, { content: null, refusal: 'I cannot help with that.' }), /refused to write/],
	filter: [answerWith('', { finish_reason: 'content_filter' }), /refused to write/],
	length: [answerWith('{"title":"Card', { finish_reason: 'length' }), /CANDOR_ASSISTANT_TOKENS/],
	'malformed content': [answerWith('{"title":'), /not the form/],
	prose: [answerWith('Sure! Here is your notice.'), /not the form/],
	'a field too many': [answerWith({ ...noticeTexts, publish: true }), /not the form/],
	'a field too few': [answerWith({ title: 'Card payments fail' }), /not the form/],
	'a title too long': [answerWith({ ...noticeTexts, title: 'a'.repeat(141) }), /not the form/],
	'two lines of title': [answerWith({ ...noticeTexts, title: 'Card\npayments' }), /not the form/],
	'control characters': [answerWith({ ...noticeTexts, body: 'Fine\u0007\u202e' }), /not the form/],
	nothing: [answerWith({ title: ' ', body: ' ', workaround: null, questions: [] }), /not the form/],
	'HTML in a text': [
		answerWith({ ...noticeTexts, body: '<img src=x onerror=alert(1)>' }),
		/markup that no notice/,
	],
	'a link that runs code': [
		answerWith({ ...noticeTexts, body: '[a](javascript:alert(1))' }),
		/markup that no/,
	],
	'an HTML page': [html, /OpenAI-compatible/],
	'malformed JSON': [status(200, {}, '{"choices":['), /OpenAI-compatible/],
	'no choices': [status(200, {}, '{"choices":[]}'), /OpenAI-compatible/],
	'a stream that was cut': [streamWith(noticeTexts, false), /OpenAI-compatible/],
	huge: [huge, /too long or was cut off/],
	'an answer that was cut': [cut, /too long or was cut off/],
};

for (const [name, [reply, expected]] of Object.entries(useless))
	test(`${name}: the operator reads why, and nothing is kept`, async (context) => {
		const { ask, model, list, drafts, logged } = await anAssistant(context);
		model.reply = reply;
		const { status: code, body, text } = await ask();
		assert.deepEqual([code, body.code], [502, 'assistant-failed'], text);
		assert.match(body.detail, expected);
		assert.deepEqual([await list(), await drafts()], [[], []]);
		assert.equal(`${text}${logged()}`.includes(key), false);
		assert.doesNotMatch(text, /onerror|javascript:|doctype|I cannot help/, 'nothing of the answer is shown');
		model.reply = answerWith(noticeTexts);
		assert.equal((await ask()).status, 201, 'the next question is asked at once');
	});

/** Failures after which it is left alone for a while. */
const broken: Readonly<Record<string, readonly [(response: ServerResponse) => void, RegExp, number]>> = {
	'a wrong key': [
		status(401, {}, `{"error":{"message":"Incorrect key: ${key}"}}`),
		/CANDOR_ASSISTANT_KEY/,
		2,
	],
	'an unknown model': [status(404), /CANDOR_ASSISTANT_MODEL/, 2],
	'a parameter that it does not know': [status(400), /CANDOR_ASSISTANT_TOKEN_PARAMETER/, 2],
	'too many requests': [status(429, { 'retry-after': '120' }), /Too much was asked/, 120],
	'a server that is down': [status(503), /status 503/, 2],
	'a redirect': [status(307, { location: 'http://127.0.0.1:1/' }), /Redirects are not followed/, 2],
	'a connection that ends': [(response) => response.destroy(), /cannot be reached/, 2],
};

for (const [name, [reply, expected, seconds]] of Object.entries(broken))
	test(`${name}: the assistant rests for all operators`, async (context) => {
		const { ask, model, as, clock, logged, list } = await anAssistant(context);
		const other = await as('responder');
		model.reply = reply;
		const { status: code, body, text } = await ask();
		assert.deepEqual([code, body.code], [502, 'assistant-failed'], text);
		assert.match(body.detail, expected);
		assert.equal(`${text}${logged()}`.includes(key), false);
		model.reply = answerWith(noticeTexts);
		const rests = await ask({}, other);
		assert.deepEqual([rests.status, rests.body.code, model.asked.length], [502, 'assistant-failed', 1]);
		assert.match(rests.body.detail, /again in \d+ seconds? at the earliest/);
		if (seconds > 60) clock.advance((seconds - 1) * 1_000);
		if (seconds > 60) assert.equal((await ask({}, other)).status, 502);
		clock.advance(Math.max(seconds, 2) * 1_000);
		assert.equal((await ask({}, other)).status, 201);
		assert.equal((await list()).length, 1);
	});

test('a model that hangs, before or within its answer, is left after 25 seconds', async (context) => {
	const { ask, model, clock, list } = await anAssistant(context);
	const hangs: readonly ((response: ServerResponse) => void)[] = [
		() => undefined,
		(response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":'),
	];
	for (const [index, reply] of hangs.entries()) {
		model.reply = reply;
		const waiting = ask();
		await model.until(index + 1);
		clock.advance(25_000);
		const { status: code, body } = await waiting;
		assert.deepEqual([code, body.code], [502, 'assistant-failed']);
		assert.match(body.detail, /within 25 seconds/);
		clock.advance(300_000);
	}
	assert.deepEqual(await list(), []);
});

test('a server that stops does not wait for the model', async (context) => {
	const { ask, model, server } = await anAssistant(context);
	model.reply = () => undefined;
	const waiting = ask().catch((error: unknown) => error);
	await model.until(1);
	await server.close();
	await waiting;
});

test('one operator, and all together, may ask so often; others still may', async (context) => {
	const { ask, as, model, clock } = await anAssistant(context);
	const statuses: number[] = [];
	for (let question = 0; question < 8; question++) statuses.push((await ask()).status);
	assert.deepEqual(statuses, [...Array(6).fill(201), 429, 429]);
	for (const name of ['a', 'b', 'c']) {
		const other = await as('responder', name);
		for (let question = 0; question < 6; question++) statuses.push((await ask({}, other)).status);
	}
	assert.equal(statuses.filter((each) => each === 201).length, 20);
	assert.equal(model.asked.length, 20);
	clock.advance(60_000);
	assert.equal((await ask()).status, 201);
});
