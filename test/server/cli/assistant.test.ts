/** `candor draft suggest` and `candor draft accept`. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aModelServer, answerWith, noticeTexts, updateTexts } from '../../support/model-server.ts';
import { startServer } from './harness.ts';

async function startAssistant(context: TestContext) {
	const model = await aModelServer(context);
	const assistant = { url: model.url, model: 'small-1', key: 'sk-secret', allowed: ['127.0.0.1'] };
	return { ...(await startServer(context, { assistant })), model };
}

test('a text is suggested, printed with its findings, and becomes a draft by who accepts it', async (context) => {
	const { candor, json, model } = await startAssistant(context);
	model.reply = answerWith({ ...noticeTexts, body: 'Payments fail. \u001b[31mCall 112.' });
	assert.equal((await candor('draft', 'suggest', '--notes', 'payments fail')).code, 1, 'control characters');
	model.reply = answerWith({ ...noticeTexts, body: 'Payments fail. Call 112.' });
	const { code, out, err } = await candor('draft', 'suggest', '--notes', 'payments fail');
	assert.equal(code, 0, err);
	assert.match(out, /^By the assistant \(small-1\)\. Nothing is published\./);
	assert.match(out, /Payments fail\. Call 112\./);
	assert.match(out, /→ body: “112” is not in the facts/);
	assert.match(out, /\? Since when do they fail\?/);
	assert.match(out, /Private facts that were sent: none/);
	assert.doesNotMatch(out + err, /sk-secret/);
	const id = /candor draft accept (\w+)/.exec(out)?.[1] ?? '';
	const accepted = await candor('draft', 'accept', id, '--title', 'Payments by card fail');
	assert.equal(accepted.code, 0, accepted.err);
	assert.match(accepted.out, /Payments by card fail/);
	assert.match(accepted.out, /It began with words of the assistant \(small-1\)/);
	const { waiting } = await json('drafts');
	assert.equal((waiting as { title: string }[])[0]?.title, 'Payments by card fail');
	assert.match((await candor('list')).out, /No notice is open/);
});

test('private facts are sent only if they are named, and the request can be printed', async (context) => {
	const { candor, model } = await startAssistant(context);
	await candor('open', 'Card payments fail', '--id', 'pay', '--impact', 'major', '-m', 'We look into it.');
	model.reply = answerWith(updateTexts);
	const { code, out, err } = await candor('draft', 'suggest', 'pay', '--send', 'audience', '--sent');
	assert.equal(code, 0, err);
	assert.match(out, /Private facts that were sent: audience/);
	assert.ok(out.includes('"model":"small-1"'));
	assert.deepEqual([model.asked[0]?.facts.audience, model.asked[0]?.facts.alerts], [null, undefined]);
	assert.equal((await candor('draft', 'suggest', 'pay', '--send', 'everything')).code, 2);
});

test('a model that fails is asked once', async (context) => {
	const { candor, model } = await startAssistant(context);
	model.reply = (response) => void response.writeHead(503).end();
	const { code, err } = await candor('draft', 'suggest', '--notes', 'payments fail');
	assert.notEqual(code, 0);
	assert.match(err, /The assistant answered with the status 503/);
	assert.equal(model.asked.length, 1);
});
