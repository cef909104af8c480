/** A record whose value is read late looks like any other one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecordsText, recordsText } from '../../../../server/core/checkpoints/record-parts.ts';
import type { StateRecord } from '../../../../src/model/state/state.ts';

const records: StateRecord[] = [
	{ kind: 'notice', id: 'n', seq: 1, value: { title: 'Ä 😀 “quoted”', openedAt: 'no time' } },
	{ kind: 'update', id: 'u', seq: 2, value: { notice: 'n', body: [] } },
	{ kind: 'update', id: 'gone', seq: 3, value: null },
];

test('its copy, its JSON and its clone for another process have the value', async () => {
	const read = readRecordsText(await recordsText(records)).records;
	assert.deepEqual(
		read.map((record) => ({ ...record })),
		records,
	);
	assert.deepEqual(JSON.parse(JSON.stringify(read)), records);
	assert.deepEqual(structuredClone(read), records);
	assert.deepEqual(
		read.map(({ value }) => value),
		records.map(({ value }) => value),
	);
	assert.equal(read[0]?.value, read[0]?.value, 'it is read once');
	assert.deepEqual(
		read.map(({ owner }) => owner),
		[null, 'n', null],
	);
});
