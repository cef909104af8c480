/** The slash command: drafts, and never a publication. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand } from '../../../../server/connectors/slack/command-text.ts';
import { aSlackStory, buttonsOf } from './story.ts';

test('open makes a draft with a card, and publishes nothing', async (context) => {
	const { card, drafts, notices, log } = await aSlackStory(context);
	const { message } = await card(
		'open impact:major on:checkout Card &lt;payments&gt; fail &amp; more\nSome cards are **declined**.',
	);
	const text = JSON.stringify(message.blocks);
	for (const shown of [
		'Card <payments> fail & more',
		'Impact: major',
		'Affected: Checkout',
		'responder@example.com',
	])
		assert.ok(text.includes(shown), shown);
	assert.match(text, /"text":"declined","style":\{"bold":true\}/);
	assert.equal(message.text, 'Draft by responder@example.com: Card &lt;payments&gt; fail &amp; more');
	assert.deepEqual(
		buttonsOf(message).map((button) => (button as { action_id: string }).action_id),
		['publish', 'discard', 'console'],
	);
	const [draft] = await drafts();
	assert.deepEqual(
		[draft.title, draft.author.name],
		['Card <payments> fail & more', 'responder@example.com'],
	);
	assert.deepEqual(await notices(), []);
	assert.deepEqual(await log(), ['draft-notice by responder@example.com']);
});

test('update and resolve are drafts about an open notice', async (context) => {
	const { server, command, drafts, notices, decided } = await aSlackStory(context);
	await server.write('POST', '/v1/notices', {
		id: 'n',
		kind: 'incident',
		title: 'Payments fail',
		body: 'Some.',
	});
	const update = await command('update n A fix is being tested.');
	assert.match(update.answer.text, /A fix is being tested/);
	await decided('U0PUBLISHER', 'publish', buttonsOf(update.answer.body)[0]?.value as string);
	assert.match(JSON.stringify((await server.write('GET', '/v1/notices/n')).body.updates), /being tested/);
	const end = await command('resolve n It works again.');
	assert.equal((await notices())[0].phase, 'investigating');
	assert.equal((await drafts()).length, 1);
	await decided('U0PUBLISHER', 'publish', buttonsOf(end.answer.body)[0]?.value as string);
	assert.equal((await notices())[0].phase, 'resolved');
});

test('status and help are for the one who asks', async (context) => {
	const { server, command } = await aSlackStory(context);
	const calm = (await command('status', 'U0VIEWER')).answer.body;
	assert.deepEqual(
		[calm.response_type, calm.text],
		['ephemeral', 'No notice is open, and every component is operational.'],
	);
	await server.write('POST', '/v1/notices', {
		...{ id: 'n', kind: 'incident', title: 'A <b> & c', impact: 'major', body: 'Some.' },
		affected: [{ component: 'checkout' }],
	});
	const { text } = (await command('status', 'U0VIEWER')).answer.body;
	assert.equal(text, 'n: A &lt;b&gt; &amp; c (major, investigating)\nCheckout: partial-outage');
	for (const asked of ['', ' ', 'help'])
		assert.match((await command(asked)).answer.body.text, /\/candor open/);
});

test('a member who is no operator, and a viewer, are refused with a sentence that only they see', async (context) => {
	const { command, drafts } = await aSlackStory(context);
	for (const [user, says] of [
		['U0STRANGER', /You \(U0STRANGER\) are no operator/],
		['U0VIEWER', /Your role here is "viewer", and this needs "responder"/],
	] as const) {
		const { answer } = await command('open Payments fail', user);
		assert.equal(answer.status, 200);
		assert.equal(answer.body.response_type, 'ephemeral');
		assert.match(answer.body.text, says);
	}
	assert.deepEqual(await drafts(), []);
});

test('a mistake is explained, and nothing is drafted', async (context) => {
	const { command, drafts } = await aSlackStory(context);
	for (const [text, says] of [
		['publish it', /There is no "publish". Try \/candor help/],
		['open', /Write a title/],
		['open impact:huge Payments fail', /Use impact: and one of none, minor, major, critical/],
		['open on:nothing Payments fail', /nothing/],
		['update n', /Write the id of a notice and a text/],
		['update unknown A fix is out.', /unknown/],
		['resolve unknown It works.', /unknown/],
		['open Payments fail\n<script>alert(1)</script>', /HTML/],
		[`open ${'x'.repeat(200)}`, /140/],
	] as const) {
		const { answer } = await command(text);
		assert.deepEqual([answer.status, answer.body.response_type], [200, 'ephemeral'], text);
		assert.match(answer.body.text, says, text);
	}
	assert.deepEqual(await drafts(), []);
});

test('options stand before the title, and words that look like them stay in it', () => {
	assert.deepEqual(readCommand('open impact:minor on:a,b The impact:major of it\n\nWords.'), {
		...{ verb: 'open', title: 'The impact:major of it', body: 'Words.' },
		...{ impact: 'minor', components: ['a', 'b'] },
	});
});
