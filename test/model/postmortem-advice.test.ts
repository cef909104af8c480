import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postmortemAdvice } from '../../src/model/postmortems/advice.ts';

const complete = {
	title: 'What happened: checkout failed',
	impact: 'Card payments failed for 47 minutes.',
	timeline: '- 14:02 The first alert.',
	causes: 'A certificate expired. The check of certificates did not cover this one.',
	wentWell: 'Support had an answer after four minutes.',
	internal: '',
	actions: [
		{
			title: 'A warning a month before',
			state: 'planned' as const,
			owner: 'Payments team',
			dueBy: '2030-02-01T00:00:00.000Z',
			isInternal: false,
		},
	],
};
const adviceOn = (words: Partial<typeof complete>): string[] =>
	postmortemAdvice({ ...complete, ...words }).map(({ field, message }) => `${field}: ${message}`);

test('a complete post-mortem without names and blame gets no advice', () => {
	assert.deepEqual(adviceOn({}), []);
});

test('words that blame, judge afterwards or appeal to people are named, each once', () => {
	const cases: readonly [text: string, phrase: string][] = [
		['It was human error.', 'human error'],
		['The engineer should have checked it, and should have checked it twice.', 'should have checked'],
		['The team failed to notice it.', 'failed to notice'],
		['The cause was a mistake by an engineer.', 'mistake by an engineer'],
		['In future we will be more careful.', 'be more careful'],
		['We will retrain the operators.', 'retrain'],
	];
	for (const [causes, phrase] of cases) {
		const advice = adviceOn({ causes });
		assert.equal(advice.length, 1, `${causes} ${advice}`);
		assert.ok(advice[0]?.startsWith(`causes: “${phrase}” `), `${causes} ${advice}`);
	}
});

test('persons are named: by an address, a title, a handle or what they did', () => {
	const cases: readonly [text: string, name: string][] = [
		['Ask operator@example.com about it.', 'operator@example.com'],
		['The change was by @operator-a.', '@operator-a'],
		['Dr. Operator was on call.', 'Dr. Operator'],
		['Then Operatora deployed the change.', 'Operatora'],
		['Later Operatora Beta accidentally deleted the table.', 'Operatora Beta'],
	];
	for (const [internal, name] of cases)
		assert.ok(
			adviceOn({ internal }).some((each) => each.startsWith(`internal: If “${name}” is a person`)),
			`${internal} ${adviceOn({ internal })}`,
		);
});

test('roles, teams and machines are no persons', () => {
	for (const timeline of [
		'The engineer on call noticed the alert.',
		'We deployed the fix. Monitoring noticed it. Customers noticed it on Tuesday.',
		'Engineers rolled back the change at 14:20.',
		'See https://example.com/@scope/package.',
	])
		assert.deepEqual(adviceOn({ timeline }), [], timeline);
});

test('what is missing is asked for: sections, actions, owners and dates', () => {
	assert.deepEqual(adviceOn({ impact: '', causes: ' ', wentWell: '', actions: [] }), [
		'impact: Say who was affected, how, and for how long.',
		'causes: Say what caused it, and what let it reach customers.',
		'wentWell: Say what limited the damage, so that it is kept.',
		'actions: Name at least one action that makes it less likely to happen again.',
	]);
	const [action] = complete.actions;
	assert.ok(action);
	const open = { ...action, owner: null as unknown as string, dueBy: null as unknown as string };
	assert.deepEqual(adviceOn({ actions: [open] }), [
		'actions: “A warning a month before” has no owner. Name a role.',
		'actions: “A warning a month before” has no date.',
	]);
});

test('a long text is read in a moment', () => {
	for (const part of ['A a@a ', 'a', 'a.', "a's ", 'Aa Aa ', 'the ', '@a '])
		assert.ok(adviceOn({ internal: part.repeat(20_000 / part.length) }).length < 5_000, part);
});
