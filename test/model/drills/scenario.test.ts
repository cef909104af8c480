/** Scenarios: what is refused, what their requests are, and the watermark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scenarioNames, shippedScenarios } from '../../../server/drills/shipped-scenarios.ts';
import { scenario } from '../../../src/model/drills/scenario.ts';
import { scenarioRequests } from '../../../src/model/drills/scenario-requests.ts';
import { watermarked } from '../../../src/model/drills/watermark.ts';

const valid = {
	title: 'A drill',
	purpose: 'To practise.',
	steps: [
		{ at: '0s', alert: { title: 'An alert' } },
		{ at: '1m', open: { id: 'down', title: 'Down' } },
		{ at: '1m30s', fault: { kind: 'cut' } },
		{ at: '2m', update: { notice: 'down', body: 'Found.' } },
		{ at: '1h', resolve: { notice: 'down', body: 'Over.' } },
		{ at: '2h', postmortem: { notice: 'down', title: 'Why', body: 'A cause.' } },
	],
};

test('a scenario becomes the requests of an operator, with their times', () => {
	const requests = scenarioRequests(scenario.parse(valid));
	assert.deepEqual(
		requests.map(({ atMs, on, method, path, body }) => [atMs, on, method, path, body]),
		[
			[0, 'live', 'POST', 'v1/drafts', { kind: 'incident', title: 'An alert' }],
			[60_000, 'live', 'POST', 'v1/notices', { kind: 'incident', id: 'down', title: 'Down' }],
			[90_000, 'drill', 'POST', 'faults', { kind: 'cut', for: '0s' }],
			[120_000, 'live', 'POST', 'v1/notices/down/updates', { body: 'Found.' }],
			[3_600_000, 'live', 'POST', 'v1/notices/down/resolve', { body: 'Over.' }],
			[7_200_000, 'live', 'PUT', 'v1/notices/down/postmortem', { title: 'Why', body: 'A cause.' }],
		],
	);
});

test('a wrong scenario is refused with what to do', () => {
	const [first] = valid.steps;
	for (const [change, sentence] of [
		[{ steps: [] }, /./],
		[{ steps: [{ at: 'soon', alert: {} }] }, /time since the beginning such as 0s/],
		[{ steps: [{ at: '25h', alert: {} }] }, /at most 24h/],
		[{ steps: [{ at: '1m' }] }, /does one thing/],
		[{ steps: [{ ...first, fault: { kind: 'cut' } }] }, /does one thing/],
		[{ steps: [{ at: '1m', open: { title: 'No id' } }] }, /Give the notice an id/],
		[{ steps: [{ at: '1m', update: { body: 'x' } }] }, /Name the notice/],
		[
			{
				steps: [
					{ ...first, at: '2m' },
					{ ...first, at: '1m' },
				],
			},
			/order of their times/,
		],
		[{ speed: 0 }, /./],
		[{ titel: 'x' }, /titel/],
	] as const) {
		const { error } = scenario.safeParse({ ...valid, ...change });
		assert.match(
			error?.issues.map(({ message }) => message).join(' ') ?? '',
			sentence,
			JSON.stringify(change),
		);
	}
});

test('the package has a scenario for each pack of a trade, one of them of eight hours', async () => {
	const shipped = await shippedScenarios();
	assert.deepEqual(
		shipped.map(({ name }) => name),
		scenarioNames,
	);
	assert.deepEqual(shipped.map(({ pack }) => pack).sort(), [
		'cloud-provider',
		'e-commerce',
		'financial-services',
		'healthcare',
		'media-and-streaming',
	]);
	const lengths = shipped.map((each) => scenarioRequests(each).at(-1)?.atMs ?? 0);
	assert.ok(Math.max(...lengths) >= 8 * 3_600_000);
});

test('the watermark is set once, whatever the title is, and no title becomes longer than allowed', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1, maxLength: 140, unit: 'grapheme' }), (title) => {
			const command = { type: 'open-notice', kind: 'incident', title } as const;
			const once = watermarked(command);
			assert.ok(once.type === 'open-notice' && once.title.startsWith('DRILL: '));
			assert.ok([...once.title].length <= 140);
			assert.deepEqual(watermarked(once), once);
		}),
	);
	const other = { type: 'resolve', notice: 'n' } as const;
	assert.equal(watermarked(other), other);
});
