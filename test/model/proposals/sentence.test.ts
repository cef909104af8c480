/** What waits for a second person, in sentences. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitingDetails } from '../../../src/model/proposals/details.ts';
import { waitingSentence } from '../../../src/model/proposals/sentence.ts';

const said = (command: Record<string, unknown>): string => waitingSentence({ title: 'Cards fail', command });
const texts = {
	componentName: (id: string) => ({ cards: 'Card payments', login: 'Sign-in' })[id] ?? id,
	time: (instant: string) => `<${instant}>`,
};
const lines = (command: Record<string, unknown>): string[] =>
	waitingDetails({ title: 'Cards fail', command }, texts).map(({ name, text }) => `${name}: ${text}`);

test('a command is one sentence with the title, the impact and whom it reaches', () => {
	const open = { type: 'open-notice', kind: 'incident', title: 'Cards fail' };
	const audience = {
		attributes: { plan: ['pro', 'team'] },
		routes: ['/pay'],
		signedIn: true,
		percentage: null,
	};
	const expected: readonly (readonly [Record<string, unknown>, string])[] = [
		[{ ...open, impact: 'critical' }, 'Publish “Cards fail” as critical for everyone'],
		[{ ...open, impact: 'none' }, 'Publish “Cards fail” without impact for everyone'],
		[{ ...open, kind: 'assurance', audience: null }, 'Publish the security note “Cards fail” for everyone'],
		[
			{ ...open, impact: 'minor', audience },
			'Publish “Cards fail” as minor for customers with plan pro or team, on /pay, who are signed in',
		],
		[
			{ ...open, audience: { attributes: {}, routes: [], signedIn: null, percentage: 10 } },
			'Publish “Cards fail” for 10 % of customers',
		],
		[{ type: 'resolve', notice: 'n' }, 'End “Cards fail”'],
		[{ type: 'post-update', notice: 'n', body: [] }, 'Post an update of “Cards fail”'],
		[
			{ type: 'post-update', notice: 'n', phase: 'resolved' },
			'Post the last update of “Cards fail”, and end it',
		],
		[
			{ type: 'post-update', notice: 'n', phase: 'identified' },
			'Post an update of “Cards fail”, and move it to “Cause identified”',
		],
		[{ type: 'edit-notice', notice: 'n', title: 'Cards fail' }, 'Change a notice, and call it “Cards fail”'],
		[{ type: 'retract', notice: 'n' }, 'Take “Cards fail” back from every page'],
		[{ type: 'of-a-newer-version', notice: 'n' }, 'Change “Cards fail”'],
		[{ type: 'constructor' }, 'Change “Cards fail”'],
		[{}, 'Change “Cards fail”. The words were redacted'],
	];
	for (const [command, sentence] of expected) assert.equal(said(command), sentence);
});

test('every field is a line in words, also one that this version does not know', () => {
	const command = {
		...{ type: 'open-notice', kind: 'incident', title: 'Cards fail', id: 'n', newComponents: [] },
		body: [
			{
				type: 'paragraph',
				children: [
					{ type: 'text', text: 'We ' },
					{ type: 'strong', children: [{ type: 'text', text: 'look' }] },
				],
			},
			{
				type: 'list',
				ordered: false,
				items: [[{ type: 'text', text: 'one' }], [{ type: 'text', text: 'two' }]],
			},
		],
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['login'],
		dataSafety: { state: 'safe', statement: 'No data was lost.', evidence: 'Checksums.' },
		promise: { nextUpdateBy: '2030-01-01T12:00:00.000Z' },
		workaround: null,
		dismissible: false,
		brandNew: { someThing: 3, other: ['a', 'b'] },
	};
	assert.deepEqual(lines(command), [
		'Text: We look one two',
		'Affected: Card payments (partial outage)',
		'Not affected: Sign-in',
		'Data: Data is safe. statement: No data was lost.; evidence: Checksums.',
		'Next update: <2030-01-01T12:00:00.000Z>',
		'What customers can do: none',
		'Dismissible: no',
		'Brand new: some thing: 3; other: a, b',
	]);
	for (const line of lines(command)) assert.doesNotMatch(line, /[{}[\]]|undefined|object/, line);
});
