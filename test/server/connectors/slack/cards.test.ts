/** The buttons of a card: another person publishes a draft, once, and in time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSlackStory, buttonsOf } from './story.ts';

const minute = 60_000;

test('another publisher publishes the draft, and the card says who did', async (context) => {
	const { card, decided, notices, drafts, log } = await aSlackStory(context);
	const { id } = await card();
	const shown = await decided('U0PUBLISHER', 'publish', id);
	assert.equal(shown.replace_original, true);
	assert.match(shown.text, /^Card payments fail: Published by publisher@example.com at \d\d:\d\d UTC\.$/);
	assert.deepEqual(buttonsOf(shown), []);
	const [notice] = await notices();
	assert.deepEqual([notice.title, notice.impact], ['Card payments fail', 'major']);
	assert.deepEqual(await drafts(), []);
	assert.deepEqual(await log(), [
		'draft-notice by responder@example.com',
		'approve-draft by publisher@example.com',
	]);
	const second = await decided('U1PUBLISHER', 'publish', id);
	assert.deepEqual([second.response_type, second.replace_original], ['ephemeral', false]);
	assert.match(second.text, /^Already published by publisher@example.com at \d\d:\d\d UTC\.$/);
	assert.equal((await notices()).length, 1);
});

test('fifty presses at once publish it once', async (context) => {
	const { card, press, slack, notices, log } = await aSlackStory(context);
	const { id } = await card();
	const answers = await Promise.all(
		Array.from({ length: 50 }, (_, index) =>
			press(index % 2 === 0 ? 'U0PUBLISHER' : 'U1PUBLISHER', 'publish', id),
		),
	);
	assert.ok(answers.every(({ status }) => status === 200));
	await slack.until(50);
	const replaced = slack.accepted.filter(({ document }) => document.replace_original);
	assert.equal(replaced.length, 1);
	for (const { document } of slack.accepted) assert.match(document.text, /Published by|Already published by/);
	assert.equal((await notices()).length, 1);
	assert.equal((await log()).filter((entry) => entry.startsWith('approve-draft')).length, 1);
});

test('a viewer, a responder, a stranger and the author publish nothing', async (context) => {
	const { command, card, decided, notices, drafts } = await aSlackStory(context);
	const { id } = await card();
	for (const [user, says] of [
		['U0VIEWER', /Your role here is "viewer", and this needs "publisher" or "admin"/],
		['U0RESPONDER', /Your role here is "responder"/],
		['U0STRANGER', /no operator/],
	] as const) {
		const shown = await decided(user, 'publish', id);
		assert.equal(shown.response_type, 'ephemeral');
		assert.match(shown.text, says);
	}
	const own = await command('open Sign-in fails', 'U0PUBLISHER');
	const ownCard = buttonsOf(own.answer.body)[0]?.value as string;
	assert.match((await decided('U0PUBLISHER', 'publish', ownCard)).text, /another person must press Publish/);
	assert.deepEqual(await notices(), []);
	assert.equal((await drafts()).length, 2);
});

test('the rule of two persons counts persons, also behind a token', async (context) => {
	const { server, card, decided, notices } = await aSlackStory(context, {
		secondPersonFor: ['no-component'],
	});
	const { id } = await card('open Everything is slow');
	const person = { name: 'laptop', role: 'publisher', owner: 'Responder@Example.com' };
	const { token } = (await server.write('POST', '/v1/tokens', person)).body;
	const [draft] = (await server.write('GET', '/v1/drafts')).body.waiting;
	const same = await server.write(
		'POST',
		`/v1/notices/${draft.notice}/approve`,
		{},
		{ authorization: `Bearer ${token}` },
	);
	assert.match(same.body.detail, /You wrote this draft/);
	await decided('U0PUBLISHER', 'publish', id);
	assert.equal((await notices()).length, 1);
});

test('a card expires after five minutes; the draft still waits', async (context) => {
	const { card, decided, clock, notices, drafts } = await aSlackStory(context);
	const { id } = await card();
	clock.advance(5 * minute);
	const shown = await decided('U0PUBLISHER', 'publish', id);
	assert.match(shown.text, /This card has expired/);
	assert.deepEqual(buttonsOf(shown), []);
	assert.deepEqual(await notices(), []);
	assert.equal((await drafts()).length, 1);
});

test('a draft that was edited, discarded or published elsewhere is not published by the card', async (context) => {
	const { server, card, decided, notices, drafts } = await aSlackStory(context);
	const edited = await card();
	const [draft] = await drafts();
	await server.write('PATCH', `/v1/drafts/${draft.id}`, { title: 'Another title' });
	assert.match((await decided('U0PUBLISHER', 'publish', edited.id)).text, /was edited since/);
	await server.write('DELETE', `/v1/drafts/${draft.id}`);
	assert.match((await decided('U0PUBLISHER', 'publish', edited.id)).text, /waits no more/);
	assert.match((await decided('U0PUBLISHER', 'publish', 'unknown')).text, /too old/);
	assert.deepEqual(await notices(), []);
});

test('Discard deletes the draft once', async (context) => {
	const { card, decided, drafts } = await aSlackStory(context);
	const { id } = await card();
	assert.match((await decided('U0RESPONDER', 'discard', id)).text, /Discarded by responder@example.com/);
	assert.match(
		(await decided('U0PUBLISHER', 'publish', id)).text,
		/Already discarded by responder@example.com/,
	);
	assert.deepEqual(await drafts(), []);
});

test('a link of the card is acknowledged, and does nothing', async (context) => {
	const { card, press, drafts, slack } = await aSlackStory(context);
	const { id } = await card();
	assert.equal((await press('U0PUBLISHER', 'console', id)).status, 200);
	assert.equal((await drafts()).length, 1);
	assert.equal(slack.received.length, 0);
});

test('a host of Slack that does not answer keeps nothing from being published', async (context) => {
	const { card, press, notices, slack, server } = await aSlackStory(context);
	const { id } = await card();
	slack.reply = () => ({ status: 500 });
	assert.equal((await press('U0PUBLISHER', 'publish', id)).status, 200);
	while ((await notices()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	await server.close();
	assert.equal(slack.received.length, 1);
});
