/** The runner of channels: in order, at least once, and nothing that must not be told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { Command } from '../../../../src/model/commands/command.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver } from './receiver.ts';

const opened = (id: string): Command => ({
	...{ type: 'open-notice', id, kind: 'incident', title: `Payments fail (${id})`, impact: 'major' },
	body: said('Some cards are declined.'),
	anyway: true,
});

const titles = (received: readonly { document: { type: string; data: { headline: string } } }[]) =>
	received.map(({ document }) => `${document.type}: ${document.data.headline}`);

describe('a channel', () => {
	test('tells the opening, each update and the end, signed, and nothing that happened before', async (context) => {
		const story = await aCoreStory(context);
		const receiver = await aReceiver(context);
		await story.give(opened('before'));
		const secret = await story.add('ops', receiver.url);
		await story.give(opened('n1'));
		await story.give({ type: 'post-update', notice: 'n1', body: said('A fix is out.'), phase: 'monitoring' });
		await receiver.until(2);
		await story.give({ type: 'edit-notice', notice: 'n1', title: 'Payments failed' });
		await story.give({ type: 'resolve', notice: 'n1', body: said('It works again.') });
		await story.give({ type: 'post-update', notice: 'before', body: said('Still looking.') });
		await receiver.until(4);
		assert.deepEqual(titles(receiver.received), [
			'notice.opened: Investigating: Payments fail (n1)',
			'notice.updated: Fix in place, monitoring: Payments fail (n1)',
			'notice.ended: Resolved: Payments failed',
			'notice.updated: Investigating: Payments fail (before)',
		]);
		for (const { body, headers } of receiver.received)
			assert.ok(new Webhook(secret ?? '').verify(body, headers as Record<string, string>));
		assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 4);
	});
});
