/** Which requests count as requests of Slack. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../../support/server.ts';
import { aSlackStory, secret, team } from './story.ts';

const minute = 60_000;
const isRefused = ({ status, body }: { status: number; body: { code: string } }): void =>
	assert.deepEqual([status, body.code], [401, 'unauthorized']);

test('a signed command is obeyed, and anything else is refused and does nothing', async (context) => {
	const { command, clock, drafts, post } = await aSlackStory(context);
	assert.equal((await command('status')).answer.status, 200);
	isRefused((await command('open A', 'U0RESPONDER', { signedWith: `${secret}x` })).answer);
	isRefused((await command('open B', 'U0RESPONDER', { instead: 'text=open+C&user_id=U0RESPONDER' })).answer);
	isRefused((await command('open D', 'U0RESPONDER', { at: clock.now() - 5 * minute - 2_000 })).answer);
	isRefused((await command('open E', 'U0RESPONDER', { at: clock.now() + 5 * minute + 2_000 })).answer);
	for (const headers of [
		{ 'x-slack-signature': '' },
		{ 'x-slack-signature': 'v0=' },
		{ 'x-slack-signature': 'v1=0000' },
		{ 'x-slack-request-timestamp': '' },
		{ 'x-slack-request-timestamp': 'now' },
		{ 'x-slack-request-timestamp': '1e3' },
	])
		isRefused((await command('open F', 'U0RESPONDER', { headers })).answer);
	isRefused(
		(await post('/v1/slack/interactions', { payload: '{}' }, { signedWith: 'another-secret' })).answer,
	);
	assert.deepEqual(await drafts(), []);
});

test('a request within five minutes is accepted', async (context) => {
	const { command, clock } = await aSlackStory(context);
	const at = clock.now() - 5 * minute + 2_000;
	assert.equal((await command('status', 'U0RESPONDER', { at })).answer.status, 200);
});

test('a request that is sent again is refused, also after a restart of the parts in memory', async (context) => {
	const { command, drafts, clock } = await aSlackStory(context);
	const { answer, again } = await command('open Card payments fail');
	assert.equal(answer.status, 200);
	const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => again()));
	for (const each of [first, ...others]) if (each) isRefused(each);
	clock.advance(4 * minute);
	isRefused(await again());
	clock.advance(20 * minute);
	isRefused(await again());
	assert.equal((await drafts()).length, 1);
});

test('both secrets are valid while one is replaced', async (context) => {
	const { command } = await aSlackStory(context, {}, ['the-new-signing-secret', secret]);
	assert.equal((await command('status')).answer.status, 200);
	const byNew = await command('status', 'U0RESPONDER', { signedWith: 'the-new-signing-secret' });
	assert.equal(byNew.answer.status, 200);
	isRefused((await command('status', 'U0RESPONDER', { signedWith: 'a-third-signing-secret' })).answer);
});

test('another workspace, another host for answers, and a body of another shape are refused', async (context) => {
	const { post, command, slack, drafts } = await aSlackStory(context);
	const form = { command: '/candor', text: 'open A', user_id: 'U0RESPONDER', response_url: slack.url };
	const other = (await post('/v1/slack/commands', { ...form, team_id: 'T999' })).answer;
	assert.deepEqual([other.status, other.body.code], [403, 'forbidden']);
	for (const url of [
		'https://hooks.slack.com.example.com/x',
		'http://169.254.169.254/',
		'https://example.com/',
	]) {
		const { answer } = await command('open A', 'U0RESPONDER', {}, url);
		assert.deepEqual([answer.status, answer.body.code], [422, 'invalid'], url);
	}
	for (const wrong of [{ team_id: team }, { ...form, team_id: team, user_id: '<!channel>' }]) {
		const { answer } = await post('/v1/slack/commands', wrong);
		assert.deepEqual([answer.status, answer.body.code], [400, 'malformed']);
	}
	for (const payload of ['', '{', '[]', '{"type":"block_actions"}']) {
		const { answer } = await post('/v1/slack/interactions', { payload });
		assert.deepEqual([answer.status, answer.body.code], [400, 'malformed'], payload);
	}
	assert.deepEqual(await drafts(), []);
});

test('a server without an app refuses every request', async (context) => {
	const server = await aServer(context);
	for (const path of ['/v1/slack/commands', '/v1/slack/interactions'])
		isRefused(await server.request(path, { method: 'POST', body: 'text=status' }));
});
