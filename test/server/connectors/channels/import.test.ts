/** What is imported was published elsewhere: no channel sends it, also not what is still open. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../../../src/model/commands/command.ts';
import { newNotice, newUpdate } from '../../../../src/model/new-record.ts';
import { aCoreStory, said } from './core-story.ts';
import { aReceiver } from './receiver.ts';

function imported(index: number): Command {
	const at = new Date(Date.parse('2024-01-01T00:00:00.000Z') + index * 3_600_000).toISOString();
	const isOpen = index % 500 === 0;
	const id = `other-${index}`;
	const value = newNotice({
		...{ kind: 'incident', title: `Outage ${index}`, impact: 'major', openedAt: at, updatedAt: at },
		...{ phase: isOpen ? 'investigating' : 'resolved', endedAt: isOpen ? null : at },
		...{ latestUpdate: 1, endsByClock: false },
	});
	const update = newUpdate({ notice: id, number: 1, at, body: said('It was down.'), phase: 'investigating' });
	return {
		type: 'import-records',
		records: [
			{ kind: 'notice', id, value },
			{ kind: 'update', id: `${id}-1`, value: update },
		],
	};
}

test('1,500 imported notices send nothing, and what follows is sent', async (context) => {
	const story = await aCoreStory(context);
	const receiver = await aReceiver(context);
	await story.add('ops', receiver.url);
	for (let index = 0; index < 1_500; index++) await story.give(imported(index));
	await story.give({ type: 'open-notice', kind: 'incident', title: 'New', body: said('Now.') });
	await story.give({ type: 'post-update', notice: 'other-0', body: said('It still fails.') });
	await receiver.until(2);
	assert.deepEqual(
		receiver.received.map(({ document }) => document.type),
		['notice.opened', 'notice.updated'],
	);
});
