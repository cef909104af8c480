/** The one message of all channels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../../../src/model/commands/command.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver } from './receiver.ts';

test('a message has what the status page says, as data, as text and as a tree', async (context) => {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	await story.add('ops', receiver.url);
	await story.give({ type: 'put-component', id: 'checkout', name: 'Checkout', position: 1 } as Command);
	await story.give({ type: 'put-page', name: 'Example' });
	await story.give({
		...{ type: 'open-notice', id: 'n1', kind: 'incident', title: 'Payments fail', impact: 'major' },
		...{ body: said('Some cards are declined.'), affected: [{ component: 'checkout' }] },
		promise: { nextUpdateBy: new Date(Date.now() + 3_600_000).toISOString() },
	});
	await receiver.until(1);
	const { type, timestamp, data } = receiver.received[0]?.document ?? {};
	assert.equal(type, 'notice.opened');
	assert.match(data.id, /^msg_[0-9a-f]{32}$/);
	assert.deepEqual(data.page, { name: 'Example', url: 'https://status.example.com/' });
	const { nextUpdateBy, ...notice } = data.notice;
	assert.ok(Date.parse(nextUpdateBy) > Date.parse(timestamp));
	assert.deepEqual(notice, {
		...{ id: 'n1', kind: 'incident', title: 'Payments fail', phase: 'investigating', impact: 'major' },
		...{ components: [{ id: 'checkout', name: 'Checkout' }], window: null },
		url: 'https://status.example.com/notices/n1',
	});
	const lines = data.text.split('\n').filter((line: string) => line !== '');
	assert.equal(lines[0], 'Investigating: Payments fail');
	assert.ok(lines.includes('Affected: Checkout') && lines.includes('Some cards are declined.'));
	assert.ok(
		lines.some((line: string) => /^Next update by .+ UTC/.test(line)),
		lines.join('|'),
	);
	assert.equal(lines.at(-1), 'https://status.example.com/notices/n1');
	assert.ok(data.body.every((block: { type: string }) => block.type === 'paragraph'));
});

test('a message is in the language of its channel, with the translations that exist', async (context) => {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	await story.channels.channels.create('deutsch', {
		...{ kind: 'webhook', name: 'deutsch', language: 'de', settings: { url: receiver.url }, enabled: true },
		filter: { components: null, kinds: null, minImpact: 'none' },
	});
	await story.channels.runner.begin('deutsch');
	await story.give({
		...{ type: 'open-notice', id: 'n1', kind: 'incident', title: 'Payments fail', impact: 'major' },
		body: said('Some cards are declined.'),
		translations: {
			de: {
				...{ title: 'Zahlungen scheitern', body: said('Manche Karten werden abgelehnt.') },
				...{ workaround: null, actions: [], checklist: [], notAffected: null },
			},
		},
	});
	await receiver.until(1);
	const { data } = receiver.received[0]?.document ?? {};
	assert.equal(data.language, 'de');
	assert.equal(data.notice.title, 'Zahlungen scheitern');
	assert.match(data.text, /Manche Karten werden abgelehnt\./);
	assert.ok(!data.headline.startsWith('Investigating'));
});
