/** The runner of channels: in order, at least once, and nothing that must not be sent. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { DeadLetters, mostDeadLetters } from '../../../../server/connectors/channels/dead-letters.ts';
import { memoryStore } from '../../../../server/core/private-store/memory-store.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver, type Received } from './receiver.ts';

const opened = (id: string, fields: object = {}): Command =>
	({
		...{ type: 'open-notice', id, kind: 'incident', title: `Payments fail (${id})`, impact: 'major' },
		...{ body: said('Some cards are declined.'), anyway: true, ...fields },
	}) as Command;

const titles = (received: readonly Received[]): string[] =>
	received.map(({ document }) => `${document.type}: ${document.data.headline}`);

/** A marker: once it has arrived, everything before it was sent or skipped. */
const marker = opened('marker');
const isMarker = ({ document }: Received): boolean => document.data.notice.id === 'marker';
async function untilMarker(received: () => readonly Received[]): Promise<readonly Received[]> {
	while (!received().some(isMarker)) await wait(10);
	return received().filter((each) => !isMarker(each));
}

describe('a channel', () => {
	test('sends the opening, each update and the end, signed, and nothing that happened before', async (context) => {
		const story = await aCoreStory(context);
		const receiver = await aReceiver(context);
		await story.give(opened('before'));
		const secret = await story.add('ops', receiver.url);
		await story.give(opened('n1'));
		await story.give({ type: 'post-update', notice: 'n1', body: said('A fix is out.'), phase: 'monitoring' });
		await receiver.until(2);
		await story.give({ type: 'edit-notice', notice: 'n1', title: 'Payments failed' });
		await story.give({ type: 'resolve', notice: 'n1', body: said('It works again.') });
		await story.give({ type: 'reopen', notice: 'n1', body: said('It fails again.') });
		await story.give({ type: 'post-update', notice: 'before', body: said('Still looking.') });
		await receiver.until(5);
		assert.deepEqual(titles(receiver.received), [
			'notice.opened: Investigating: Payments fail (n1)',
			'notice.updated: Fix in place, monitoring: Payments fail (n1)',
			'notice.ended: Resolved: Payments failed',
			'notice.reopened: Investigating: Payments failed',
			'notice.updated: Investigating: Payments fail (before)',
		]);
		for (const { body, headers } of receiver.received)
			assert.ok(new Webhook(secret ?? '').verify(body, headers as Record<string, string>));
		assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 5);
	});

	test('sends no edit, correction, drill or history, also after a restart', async (context) => {
		const storage = openMemory();
		const receiver = await aReceiver(context);
		const first = await aCoreStory(context, storage);
		await first.add('ops', receiver.url);
		for (let number = 0; number < 1_500; number++)
			await first.give(
				opened(`h${number}`, { started: '2020-01-01T10:00:00.000Z', ended: '2020-01-01T11:00:00.000Z' }),
			);
		await first.give(opened('drill', { drill: true }));
		await first.give({ type: 'edit-notice', notice: 'h0', title: 'Another title' });
		await first.give({
			type: 'put-component',
			id: 'a',
			name: 'A',
			description: null,
			group: null,
			position: 1,
		} as Command);
		await first.close();
		const second = await aCoreStory(context, storage);
		await second.give({
			type: 'put-component',
			id: 'a',
			name: 'A',
			description: null,
			group: null,
			position: 2,
		} as Command);
		await second.give(marker);
		assert.deepEqual(await untilMarker(() => receiver.received), []);
	});

	test('sends no words that were withdrawn, redacted or retracted before they were sent', async (context) => {
		const story = await aCoreStory(context);
		const receiver = await aReceiver(context);
		let isUp = false;
		receiver.reply = () => (isUp ? { status: 204 } : { status: 503 });
		await story.add('ops', receiver.url);
		await story.give(opened('n1', { body: said('The first words.') }));
		for (const words of ['secret one', 'secret two', 'plain three'])
			await story.give({ type: 'post-update', notice: 'n1', body: said(words) });
		await story.give(opened('n2', { body: said('secret four') }));
		const updates = story.core.liveState.state.records.list
			.toArray()
			.filter(({ kind, value }) => kind === 'update' && value !== null);
		const idOf = (words: string): string =>
			updates.find(({ value }) => JSON.stringify(value).includes(words))?.id ?? '';
		await story.give({ type: 'withdraw-update', notice: 'n1', update: idOf('secret one') });
		await story.give({
			type: 'redact-update',
			notice: 'n1',
			update: idOf('secret two'),
			body: said('redacted two'),
		});
		await story.give({ type: 'retract', notice: 'n2', reason: 'A mistake.' });
		await story.give(marker);
		isUp = true;
		const sent = await untilMarker(() => receiver.accepted);
		const words = sent.map(({ document }) => document.data.text.split('\n\n')[1].split('\n').at(0));
		assert.deepEqual(words, ['The first words.', 'redacted two', 'plain three']);
		assert.ok(receiver.accepted.every(({ body }) => !body.includes('secret')));
	});

	test('that is slow delays neither another channel nor a publication', async (context) => {
		const story = await aCoreStory(context);
		const slow = await aReceiver(context);
		const fine = await aReceiver(context);
		let release = (): void => undefined;
		const released = new Promise<void>((resolve) => {
			release = resolve;
		});
		slow.reply = async () => {
			await released;
			return { status: 204 };
		};
		await story.add('slow', slow.url);
		await story.add('fine', fine.url);
		for (let number = 0; number < 20; number++) await story.give(opened(`n${number}`));
		await fine.until(20);
		assert.equal(slow.received.length, 0);
		release();
		await slow.until(20);
		assert.deepEqual(titles(slow.received), titles(fine.received));
	});

	for (const closed of [0, 1] as const)
		test(`is sent by one server at a time, and the other one goes on without server ${closed}`, async (context) => {
			const storage = openMemory();
			const receiver = await aReceiver(context);
			const servers = [await aCoreStory(context, storage), await aCoreStory(context, storage)] as const;
			await servers[0].add('ops', receiver.url);
			await servers[1].channels.runner.sync();
			for (let number = 0; number < 60; number++) {
				await servers[number % 2 ? 1 : 0].give(opened(`n${number}`));
				if (number === 30) await servers[closed].channels.close();
			}
			await servers[1].give(marker);
			const sent = await untilMarker(() => receiver.received);
			assert.deepEqual(
				sent.map(({ document }) => document.data.notice.id),
				Array.from({ length: 60 }, (_, number) => `n${number}`),
			);
		});

	test('reminds of maintenance that begins soon', async (context) => {
		const story = await aCoreStory(context);
		const receiver = await aReceiver(context);
		await story.add('ops', receiver.url);
		const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
		await story.give(
			opened('m1', {
				...{ kind: 'maintenance', title: 'New database', impact: 'minor' },
				window: { start: inMs(3_600_000 + 1_200), end: inMs(7_200_000) },
			}),
		);
		await receiver.until(1);
		await wait(1_300);
		await story.give({ type: 'keep-time' });
		await receiver.until(2);
		assert.deepEqual(titles(receiver.received), [
			'notice.opened: Scheduled: New database',
			'notice.reminder: Scheduled: New database',
		]);
	});
});

test('the newest dead letters are kept', async () => {
	const letters = new DeadLetters(memoryStore());
	for (let seq = 1; seq <= mostDeadLetters + 5; seq++)
		await letters.add('ops', {
			event: {
				seq,
				part: 0,
				at: '2030-01-01T00:00:00.000Z',
				what: 'opened',
				notice: 'n',
				update: 'u',
				remedy: null,
				stage: null,
			},
			...{ message: `msg_${seq}`, tries: 5, reason: 'No.', at: '2030-01-01T00:00:00.000Z' },
		});
	const all = await letters.all('ops');
	assert.equal(all.length, mostDeadLetters);
	assert.equal(all[0]?.message, 'msg_6');
});
