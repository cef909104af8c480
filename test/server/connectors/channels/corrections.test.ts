/** Retractions, restored notices, post-mortems and remedies: what channels send, and what not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { channelKindNames } from '../../../../server/connectors/channels/channel-kind-names.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import { lastCommitOn } from '../../../../src/model/decide/undo.ts';
import { newNotice, newUpdate } from '../../../../src/model/new-record.ts';
import { aCoreStory, type CoreStory, said } from './core-story.ts';
import { aReceiver, type Receiver } from './receiver.ts';

const opening = (id: string, more: object = {}): Command =>
	({
		...{ type: 'open-notice', id, kind: 'incident', title: `Payments fail ${id}`, impact: 'major' },
		...{ body: said('Some cards are declined.'), anyway: true, ...more },
	}) as Command;
const postmortem = (notice: string, more: object = {}): Command =>
	({
		...{ type: 'put-postmortem', notice, title: 'Why payments failed' },
		...{ body: said('A certificate had expired.'), ...more },
	}) as Command;
const remedy = (id: string, more: object = {}): Command =>
	({
		...{ type: 'put-remedy', id, notice: 'n1', title: 'We are sorry' },
		...{ apology: said('You could not pay for an hour.'), claim: { type: 'code', code: 'SORRY10' } },
		...{ offer: { kind: 'service-credit', summary: '10 % off your next bill' }, ...more },
	}) as Command;

const events = ({ received }: Receiver): readonly string[] =>
	received.map(({ document }) => `${document.type} ${document.data.notice.id}`);

/** Sends one more notice, after which nothing of before is still on its way. */
async function settle(story: CoreStory, receiver: Receiver): Promise<readonly string[]> {
	await story.give(opening('last'));
	while (!events(receiver).includes('notice.opened last'))
		await new Promise((resolve) => setTimeout(resolve, 10));
	return events(receiver).filter((each) => !each.endsWith(' last'));
}

async function aStory(context: { after(act: () => unknown): void }, fields: object = {}) {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	const secret = await story.add('all', receiver.url, fields);
	return { story, receiver, secret: secret ?? '' };
}

describe('a retraction', () => {
	test('is sent with the title alone, signed, and so is the notice that comes back', async (context) => {
		const { story, receiver, secret } = await aStory(context);
		await story.give(opening('n1'));
		await receiver.until(1);
		await story.give({ type: 'retract', notice: 'n1', reason: 'It was the staging system.' });
		await receiver.until(2);
		await story.give({ type: 'restore', notice: 'n1' });
		await receiver.until(3);
		assert.deepEqual(events(receiver), ['notice.opened n1', 'notice.retracted n1', 'notice.restored n1']);
		const [, retracted, restored] = receiver.received;
		assert.ok(retracted && restored);
		new Webhook(secret).verify(retracted.body, retracted.headers as Record<string, string>);
		const { data } = retracted.document;
		assert.equal(data.headline, 'Withdrawn: Payments fail n1');
		assert.match(data.text, /We have withdrawn this notice/);
		assert.equal(data.notice.url, 'https://status.example.com/');
		for (const words of ['cards are declined', 'staging'])
			assert.equal(retracted.body.includes(words), false, words);
		assert.match(restored.document.data.text, /It applies again\.\n+Some cards are declined\./);
		assert.equal(restored.document.data.notice.url, 'https://status.example.com/notices/n1');
	});

	test('that takes an opening back is one too', async (context) => {
		const { story, receiver } = await aStory(context);
		await story.give(opening('n1'));
		await receiver.until(1);
		const { state } = story.core.liveState;
		const commit = lastCommitOn(state, 'n1');
		const [opened] = await story.core.log.read(commit - 1, 1);
		await story.give({
			...{ type: 'undo', notice: 'n1', commit, of: 'open-notice' },
			changes: (opened?.changes ?? []).map(({ kind, id, value }) => ({
				...{ kind, id, before: null, after: value as Record<string, unknown> | null },
			})),
		});
		await receiver.until(2);
		assert.deepEqual(events(receiver), ['notice.opened n1', 'notice.retracted n1']);
	});

	test('of what a channel never sent is not sent: imported, filtered, or added later', async (context) => {
		const { story, receiver } = await aStory(context, { filter: { minImpact: 'major' } });
		const at = '2024-01-01T00:00:00.000Z';
		const value = newNotice({
			...{ kind: 'incident', title: 'Long ago', impact: 'major', phase: 'investigating' },
			...{ openedAt: at, updatedAt: at, latestUpdate: 1, affected: [] },
		});
		const update = newUpdate({
			...{ notice: 'old', number: 1, at, body: said('Long ago.'), phase: 'investigating' },
			...{ impact: 'major', affected: [] },
		});
		await story.give({
			type: 'import-records',
			records: [
				{ kind: 'notice', id: 'old', value },
				{ kind: 'update', id: 'old-1', value: update },
			],
		});
		await story.give(opening('small', { impact: 'minor' }));
		await story.give(opening('late', { started: '3h', ended: '2h' }));
		for (const notice of ['old', 'small', 'late']) await story.give({ type: 'retract', notice });
		await story.give({ type: 'restore', notice: 'small' });
		assert.deepEqual(await settle(story, receiver), []);
	});

	test('reaches those who got the notice, also when the filter leaves it out since', async (context) => {
		const { story, receiver } = await aStory(context);
		await story.give(opening('n1'));
		await receiver.until(1);
		await story.channels.channels.edit('all', {
			filter: { components: null, kinds: ['maintenance'], minImpact: 'none' },
		});
		await story.give({ type: 'retract', notice: 'n1' });
		await receiver.until(2);
		assert.deepEqual(events(receiver), ['notice.opened n1', 'notice.retracted n1']);
	});

	test('that a restart comes between is sent once', async (context) => {
		const storage = openMemory();
		const first = await aCoreStory(context, storage);
		const receiver = await aReceiver(context);
		await first.add('all', receiver.url);
		await first.give(opening('n1'));
		await receiver.until(1);
		receiver.reply = () => ({ status: 503 });
		await first.give({ type: 'retract', notice: 'n1' });
		while (receiver.received.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		await first.close();
		receiver.reply = () => ({ status: 204 });
		await aCoreStory(context, storage);
		await receiver.until(2);
		const retracted = receiver.received.slice(1);
		assert.ok(retracted.every(({ document }) => document.type === 'notice.retracted'));
		assert.equal(new Set(retracted.map(({ headers }) => headers['webhook-id'])).size, 1);
		assert.equal(receiver.accepted.length, 2);
	});

	test('of a notice whose words are redacted later is no second one', async (context) => {
		const { story, receiver } = await aStory(context);
		await story.give(opening('n1'));
		await receiver.until(1);
		await story.give({ type: 'retract', notice: 'n1' });
		await receiver.until(2);
		await story.give({ type: 'redact-notice', notice: 'n1', fields: ['title'], title: 'Redacted' });
		assert.deepEqual(await settle(story, receiver), ['notice.opened n1', 'notice.retracted n1']);
	});
});

describe('a post-mortem and a remedy', () => {
	test('are sent once, and not when they are edited', async (context) => {
		const { story, receiver } = await aStory(context);
		await story.give(opening('n1'));
		await story.give({ type: 'resolve', notice: 'n1' });
		await story.give(postmortem('n1'));
		await story.give(postmortem('n1', { body: said('A certificate expired. Typo mended.') }));
		await story.give(remedy('credit', { expiresAt: '30d' }));
		await story.give(remedy('credit', { title: 'We are very sorry' }));
		assert.deepEqual(await settle(story, receiver), [
			...['notice.opened n1', 'notice.ended n1', 'notice.postmortem n1', 'notice.remedy n1'],
		]);
		const [, , report, offer] = receiver.received.map(({ document }) => document.data);
		assert.equal(report.headline, 'Report: Payments fail n1');
		assert.match(report.text, /Why payments failed\n+A certificate /);
		assert.equal(offer.headline, 'Our apology: Payments fail n1');
		assert.equal(offer.remedy, 'credit');
		assert.match(
			offer.text,
			/You could not pay for an hour\.\n+10 % off your next bill\n+Your code: SORRY10/,
		);
	});

	test('are not sent where the operator says so, nor to some visitors only', async (context) => {
		const { story, receiver } = await aStory(context);
		await story.give(opening('n1'));
		await story.give({ type: 'resolve', notice: 'n1' });
		await story.give(postmortem('n1', { notify: false }));
		await story.give(remedy('quiet', { notify: false }));
		await story.give(
			remedy('for-some', {
				audience: { attributes: { plan: ['pro'] }, routes: [], signedIn: null, percentage: null },
			}),
		);
		await story.give(remedy('for-no-notice', { notice: null }));
		assert.deepEqual(await settle(story, receiver), ['notice.opened n1', 'notice.ended n1']);
	});

	test('that leave the pages before they are sent are not sent', async (context) => {
		const { story, receiver } = await aStory(context);
		await story.give(opening('n1'));
		await story.give({ type: 'resolve', notice: 'n1' });
		await receiver.until(2);
		await story.channels.channels.edit('all', { enabled: false });
		await story.give(postmortem('n1'));
		await story.give(remedy('credit'));
		await story.give({ type: 'remove-postmortem', notice: 'n1' });
		await story.give({ type: 'remove-remedy', id: 'credit' });
		await story.channels.channels.edit('all', { enabled: true });
		await story.channels.runner.sync();
		assert.deepEqual(await settle(story, receiver), ['notice.opened n1', 'notice.ended n1']);
	});
});

/** Without the escapes of Discord. */
const plain = (body: string): string => body.replaceAll(/\\\\/g, '');

/** Not of those with subscribers (email, web-push), nor of what gets no notices (outbox), which have tests of their own. */
const aboutCustomers: readonly string[] = ['email', 'web-push', 'billing-webhook', 'desk-webhook'];
for (const kind of channelKindNames.filter((name) => !aboutCustomers.includes(name)))
	test(`a channel of the kind ${kind} sends corrections, post-mortems and remedies`, async (context) => {
		const { story, receiver } = await aStory(context, { kind });
		await story.give(opening('n1'));
		await story.give({ type: 'resolve', notice: 'n1', body: said('It works again.') });
		await receiver.until(2);
		await story.give(postmortem('n1'));
		await receiver.until(3);
		assert.ok(receiver.received[2]?.body.includes('Why payments failed'));
		const hasRemedies = kind !== 'statuspage-webhook';
		await story.give(remedy('credit'));
		if (hasRemedies) {
			await receiver.until(4);
			assert.ok(receiver.received[3]?.body.includes('SORRY10'));
		}
		await story.give({ type: 'retract', notice: 'n1' });
		await receiver.until(hasRemedies ? 5 : 4);
		const retracted = receiver.received.at(-1);
		assert.ok(retracted && plain(retracted.body).includes('We have withdrawn this notice'));
		assert.ok(plain(retracted.body).includes('Payments fail n1'));
		for (const words of ['declined', 'works again', 'certificate', 'SORRY10'])
			assert.equal(retracted.body.includes(words), false, words);
		if (kind === 'statuspage-webhook') {
			const { incident } = retracted.document;
			assert.equal(receiver.received[2]?.document.incident.status, 'postmortem');
			assert.deepEqual([incident.status, incident.incident_updates.length], ['resolved', 1]);
		}
		await story.give({ type: 'restore', notice: 'n1' });
		await receiver.until(hasRemedies ? 6 : 5);
		assert.match(plain(receiver.received.at(-1)?.body ?? ''), /It works again\./);
	});
