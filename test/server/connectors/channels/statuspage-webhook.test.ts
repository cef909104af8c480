/** Webhooks in the shape of Statuspage, read by the alert source that follows a Statuspage. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statuspage } from '../../../../server/connectors/alerts/sources/statuspage.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver } from './receiver.ts';

const component = (id: string): Command =>
	({ type: 'put-component', id, name: 'Checkout', description: null, group: null, position: 1 }) as Command;

test('an incident is sent as it was after each update, also when the receiver was down meanwhile', async (context) => {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	let isUp = false;
	receiver.reply = () => ({ status: isUp ? 204 : 503 });
	await story.add('ops', receiver.url, { kind: 'statuspage-webhook' });
	await story.give(component('checkout'));
	await story.give({
		...{ type: 'open-notice', id: 'n1', kind: 'incident', title: 'Payments fail', impact: 'major' },
		...{ body: said('Some cards are declined.'), affected: [{ component: 'checkout' }] },
	});
	await story.give({ type: 'post-update', notice: 'n1', body: said('A fix is out.'), phase: 'monitoring' });
	await story.give({ type: 'resolve', notice: 'n1', body: said('It works again.') });
	isUp = true;
	await receiver.until(3);
	const documents = receiver.accepted.map(({ document }) => document);
	assert.deepEqual(
		documents.map(({ incident }) => [
			incident.status,
			incident.incident_updates.length,
			incident.resolved_at !== null,
		]),
		[
			['investigating', 1, false],
			['monitoring', 2, false],
			['resolved', 3, true],
		],
	);
	assert.deepEqual(
		documents.map(({ incident }) => incident.incident_updates[0].body),
		['Some cards are declined.', 'A fix is out.', 'It works again.'],
	);
	const [first] = documents;
	assert.deepEqual(Object.keys(first), ['meta', 'page', 'incident']);
	assert.equal(first.page.id, story.core.liveState.site);
	assert.equal(first.incident.shortlink, 'https://status.example.com/notices/n1');
	assert.equal(first.incident.components[0].name, 'Checkout');
	const alerts = documents.flatMap((document) => statuspage.parse(document, {}));
	assert.deepEqual(
		alerts.map(({ firing, summary }) => [firing, summary]),
		[
			[true, 'Payments fail'],
			[true, 'Payments fail'],
			[false, 'Payments fail'],
		],
	);
});

test('what Statuspage does not have is not sent', async (context) => {
	const story = await aCoreStory(context, openMemory());
	const receiver = await aReceiver(context);
	await story.add('ops', receiver.url, { kind: 'statuspage-webhook' });
	for (const kind of ['announcement', 'assurance', 'incident'] as const)
		await story.give({
			type: 'open-notice',
			id: kind,
			kind,
			title: kind,
			body: said('Words.'),
			anyway: true,
		});
	await receiver.until(1);
	assert.equal(receiver.received[0]?.document.incident.id, 'incident');
});
