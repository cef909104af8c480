/** Slack waits for three seconds, whatever the storage does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import pino from 'pino';
import { runSlack } from '../../../../server/connectors/slack/slack.ts';
import { newId } from '../../../../server/core/ids.ts';
import { openCore } from '../../../../server/core/open-core.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import { SignIns } from '../../../../server/http/sign-ins.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aReceiver } from '../channels/receiver.ts';
import { aSlackStory, operators, secret, team } from './story.ts';

test('a command that takes long is answered after two seconds, and its card follows', async (context) => {
	const storage = openMemory();
	const clock = aManualClock();
	const logger = pino({ level: 'silent' });
	let release = (): void => undefined;
	const released = new Promise<void>((resolve) => {
		release = resolve;
	});
	const { log } = storage;
	const append: typeof log.append = async (...given) => {
		await released;
		return log.append(...given);
	};
	const slowLog = new Proxy(log, {
		get(target, name) {
			if (name === 'append') return append;
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	const core = await openCore({
		storage: { ...storage, log: slowLog },
		clock,
		newId,
		environmentToken: null,
	});
	const receiver = await aReceiver(context);
	const stopping = new AbortController();
	const slack = runSlack(
		{
			...{ ...core, clock, newId, logger, options: null, publicUrl: 'https://status.example.com' },
			reportError: (error) => assert.fail(error as Error),
			...{ signIns: new SignIns({ clock, logger }), outbound: { allowed: ['127.0.0.1'] } },
		},
		{ secrets: [secret], team, operators, responseOrigins: [new URL(receiver.url).origin] },
		...[new Set<Promise<unknown>>(), stopping.signal],
	);
	context.after(async () => {
		slack.stop();
		await core.stop();
	});
	let first: unknown = null;
	const command = { text: 'open Payments fail', user: 'U0RESPONDER', team, responseUrl: receiver.url };
	const answered = slack.answer(command).then((message) => {
		first = message;
		return message;
	});
	while (first === null) {
		clock.advance(100);
		await new Promise((resolve) => setImmediate(resolve));
	}
	assert.match((await answered).text, /The answer follows here/);
	assert.equal(receiver.received.length, 0);
	release();
	await receiver.until(1);
	assert.match(receiver.accepted[0]?.document.text, /^Draft by responder@example.com: Payments fail/);
});

test('the addresses of the manifest are routes of the server, and its command is ours', async (context) => {
	const { server } = await aSlackStory(context);
	const manifest = JSON.parse(readFileSync('docs/how-to/slack/manifest.json', 'utf8'));
	const [command] = manifest.features.slash_commands;
	assert.deepEqual([command.command, command.should_escape], ['/candor', false]);
	const addresses = [command.url, manifest.settings.interactivity.request_url];
	assert.deepEqual(
		addresses.map((address) => new URL(address).pathname),
		['/v1/slack/commands', '/v1/slack/interactions'],
	);
	for (const address of addresses) {
		const answer = await server.request(new URL(address).pathname, { method: 'POST', body: 'text=status' });
		// It asks for the signature: another path has no route.
		assert.deepEqual([answer.status, answer.body.code], [401, 'unauthorized']);
	}
});
