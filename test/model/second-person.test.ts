/** What needs a second person, found in what a command changes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { type Approval, decideUnderRule } from '../../src/model/decide/under-rule.ts';
import { publicState } from '../../src/model/state/public.ts';
import { apply, type State, stateWith } from '../../src/model/state/state.ts';
import { proposals } from '../../src/model/views/proposals.ts';
import { type SecondPersonReason, secondPersonReasons } from '../../src/model/vocabulary.ts';
import { at, say, story } from './given.ts';

const component: Command = { type: 'put-component', id: 'api', name: 'API' };
const open = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	...{ type: 'open-notice', id: 'n', kind: 'incident', title: 'Checkout is failing' },
	affected: [{ component: 'api' }],
	...more,
});
const safe = { state: 'safe' as const, statement: say('Data is safe.'), evidence: say('We read the logs.') };
const post = (more: Partial<CommandOf<'post-update'>>): Command => ({
	...{ type: 'post-update', notice: 'n', body: say('News.') },
	...more,
});

/** The changes of a command under the rule, by the token `operatorA`. */
function changesOf(command: Command, state: State, approval?: Approval, reasons = secondPersonReasons) {
	let made = 0;
	const context = { now: at(100), newId: () => `new-${++made}`, actor: 'operatorA' };
	return decideUnderRule(command, state, context, {
		reasons: reasons as readonly SecondPersonReason[],
		...(approval && { approval }),
	});
}

/** Why it waits. Empty: it does not. */
function reasonsOf(command: Command, state: State): readonly string[] {
	const [change] = changesOf(command, state);
	return change?.kind === 'proposal' && change.value ? change.value.reasons : [];
}

const broad = { affected: [] };
const cases: readonly [string, readonly Command[], Command, readonly SecondPersonReason[]][] = [
	['an ordinary incident', [], open(), []],
	['an incident for everyone without a component', [], open(broad), ['no-component']],
	['one with an empty audience', [], open({ ...broad, audience: anyone() }), ['no-component']],
	['one with a small audience', [], open({ ...broad, audience: { ...anyone(), routes: ['/pay'] } }), []],
	['a drill for everyone', [], open({ ...broad, drill: true }), []],
	['an announcement', [], open({ ...broad, kind: 'announcement' }), ['no-component']],
	['one that is over already', [], open({ ...broad, phase: 'resolved' }), ['no-component']],
	['safe data', [], open({ dataSafety: safe }), ['data-safety']],
	['data under investigation', [], open({ dataSafety: { ...safe, state: 'investigating' } }), []],
	['safe data in an update', [open()], post({ dataSafety: safe }), ['data-safety']],
	[
		'a claim in parts',
		[open({ dataSafety: { ...safe, state: 'unknown' } })],
		edit({ dataSafety: { state: 'safe' } }),
		['data-safety'],
	],
	[
		'other words of a claim',
		[open({ dataSafety: safe })],
		edit({ dataSafety: { statement: say('All is well.') } }),
		['data-safety'],
	],
	[
		'a claim that reaches others',
		[open({ dataSafety: safe, audience: { ...anyone(), routes: ['/a'] } })],
		edit({ audience: null }),
		['data-safety'],
	],
	[
		'a drill that becomes real',
		[open({ ...broad, drill: true, dataSafety: safe })],
		edit({ drill: false }),
		['data-safety', 'no-component'],
	],
	['an update beside a claim', [open({ dataSafety: safe })], post({}), []],
	['a claim that is withdrawn', [open({ dataSafety: safe })], edit({ dataSafety: null }), []],
	['components taken off', [open()], edit({ affected: [] }), ['no-component']],
	[
		'an audience taken off',
		[open({ ...broad, audience: { ...anyone(), routes: ['/a'] } })],
		edit({ audience: null }),
		['no-component'],
	],
	['an update of a broad notice', [open(broad)], post({}), []],
	[
		'the end of a critical notice',
		[open({ impact: 'critical' })],
		{ type: 'resolve', notice: 'n' },
		['critical-end'],
	],
	['its end by an update', [open({ impact: 'critical' })], post({ phase: 'resolved' }), ['critical-end']],
	[
		'its end by its phase',
		[open({ impact: 'critical' })],
		{ type: 'change-phase', notice: 'n', phase: 'resolved' },
		['critical-end'],
	],
	[
		'its end after it was lowered',
		[open({ impact: 'critical' }), edit({ impact: 'minor' })],
		{ type: 'resolve', notice: 'n' },
		['critical-end'],
	],
	['its retraction', [open({ impact: 'critical' })], { type: 'retract', notice: 'n' }, ['critical-end']],
	['hiding it as a drill', [open({ impact: 'critical' })], edit({ drill: true }), ['critical-end']],
	['an expiry of it', [open({ impact: 'critical' })], edit({ expiresAt: '5m' }), ['critical-end']],
	['a later expiry', [open({ impact: 'critical', expiresAt: at(500) })], edit({ expiresAt: at(900) }), []],
	['the end of a major notice', [open({ impact: 'major' })], { type: 'resolve', notice: 'n' }, []],
	[
		'a retracted claim that comes back',
		[open({ dataSafety: safe }), { type: 'retract', notice: 'n' }],
		{ type: 'restore', notice: 'n' },
		['data-safety'],
	],
	[
		'the redaction of a claim',
		[open({ dataSafety: safe })],
		{ type: 'redact-notice', notice: 'n', fields: ['dataSafety'] },
		[],
	],
	['the clock', [open({ impact: 'critical', expiresAt: at(50) })], { type: 'keep-time' }, []],
];

function anyone() {
	return { attributes: {}, routes: [], signedIn: null, percentage: 100 };
}
function edit(more: Partial<CommandOf<'edit-notice'>>): Command {
	return { type: 'edit-notice', notice: 'n', ...more };
}

for (const [name, before, command, reasons] of cases)
	test(`${name}: ${reasons.join(', ') || 'one person is enough'}`, () => {
		const state = story(component, ...before);
		assert.deepEqual(reasonsOf(command, state), reasons);
		// Nothing needs a second person where the rule is off.
		const off = changesOf(command, state, undefined, [] as never);
		assert.ok(off.every(({ kind }) => kind !== 'proposal'));
	});

const asState = (state: State, changes: ReturnType<typeof changesOf>): State =>
	apply(state, { seq: state.seq + 1, at: at(100), actor: 'operatorA', cause: { command: 'x' }, changes });

test('a waiting command is not in the public state, and is done as it was said', () => {
	const before = story(component);
	const command = open({ ...broad, promise: { nextUpdateBy: '20m' }, started: '10m' });
	const waiting = asState(before, changesOf(command, before));
	assert.deepEqual(publicState(waiting).records, publicState(before).records);
	const [draft] = proposals(waiting);
	assert.ok(draft);
	assert.equal(draft.value.author, 'operatorA');
	// A time in the past is fixed, a duration from now counts from the approval.
	assert.equal(draft.value.command.started, at(90));
	assert.deepEqual(draft.value.command.promise, { nextUpdateBy: '20m' });
	const approve: Command = { type: 'approve-draft', draft: draft.id };
	const approved = asState(waiting, changesOf(approve, waiting, 'second-person'));
	const direct = asState(before, changesOf(command, before, undefined, [] as never));
	const noticeOf = (state: State) =>
		state.records.list.toArray().find(({ kind }) => kind === 'notice')?.value;
	assert.deepEqual(noticeOf(approved), noticeOf(direct));
	assert.deepEqual(proposals(approved), []);
	assert.throws(() => changesOf(approve, approved, 'second-person'), { code: 'not-found' });
});

test('only another person approves what needs one; breaking the glass is recorded', () => {
	const before = story(component);
	const waiting = asState(before, changesOf(open(broad), before));
	const [{ id = '' } = {}] = proposals(waiting);
	const approve: Command = { type: 'approve-draft', draft: id };
	for (const approval of ['same-person', 'unknown-approver', 'unknown-author', undefined] as const)
		assert.throws(() => changesOf(approve, waiting, approval), { code: 'forbidden' }, approval);
	const changes = changesOf({ ...approve, breakGlass: 'I am alone on call.' }, waiting, 'same-person');
	const override = changes.find(({ kind }) => kind === 'override')?.value;
	assert.deepEqual(override, {
		...{ notice: 'n', reason: 'I am alone on call.', reasons: ['no-component'], lanes: [] },
		...{ author: 'operatorA', publisher: 'operatorA', at: at(100) },
	});
});

test('a draft about a notice that has changed since is approved only with “anyway”', () => {
	const state = story(component, open({ impact: 'critical' }));
	const waiting = asState(state, changesOf({ type: 'resolve', notice: 'n' }, state));
	const [{ id = '' } = {}] = proposals(waiting);
	const changed = asState(waiting, changesOf(post({}), waiting));
	const approve: Command = { type: 'approve-draft', draft: id };
	assert.throws(() => changesOf(approve, changed, 'second-person'), { code: 'precondition-failed' });
	assert.ok(changesOf({ ...approve, anyway: true }, changed, 'second-person').length > 1);
});

test('a claim that data is affected needs evidence too', () => {
	const affected = { state: 'affected' as const, statement: say('Some names were read.') };
	assert.throws(() => changesOf(open({ dataSafety: affected }), story(component)), { code: 'invalid' });
	assert.deepEqual(
		reasonsOf(open({ dataSafety: { ...affected, evidence: say('Logs.') } }), story(component)),
		['data-safety'],
	);
});

test('a draft that a person writes needs no second one, unless its notice does', () => {
	const before = story(component);
	for (const [command, needsSecond] of [
		[open(), false],
		[open(broad), true],
	] as const) {
		const draft: Command = { type: 'draft-notice', command: command as CommandOf<'open-notice'> };
		const waiting = asState(before, changesOf(draft, before));
		const [{ id = '' } = {}] = proposals(waiting);
		const approve = () => changesOf({ type: 'approve-draft', draft: id }, waiting, 'same-person');
		if (needsSecond) assert.throws(approve, { code: 'forbidden' });
		else assert.ok(approve().some(({ kind }) => kind === 'notice'));
	}
});

test('at most a hundred drafts wait', () => {
	const command = open() as CommandOf<'open-notice'>;
	let state = story(component);
	for (let count = 0; count < 100; count++)
		state = apply(state, {
			...{ seq: state.seq + 1, at: at(100), actor: 'operatorA', cause: { command: 'x' } },
			changes: changesOf({ type: 'draft-notice', command }, state).map((change) => ({
				...change,
				id: `draft-${count}`,
			})),
		});
	assert.throws(() => changesOf({ type: 'draft-notice', command }, state), { code: 'invalid' });
	const discard: Command = { type: 'discard-draft', draft: 'draft-7' };
	assert.ok(
		changesOf({ type: 'draft-notice', command }, asState(state, changesOf(discard, state))).length > 0,
	);
});

test('a draft of another version that cannot be read is refused, not carried out', () => {
	for (const command of [{}, { type: 'open-everything' }, { type: 'approve-draft', draft: 'd' }]) {
		const value = { notice: 'n', title: 'x', command, reasons: [], author: 'a', at: at(0), noticeSeq: null };
		const state = stateWith(1, [{ kind: 'proposal', id: 'd', seq: 1, value }]);
		assert.throws(() => changesOf({ type: 'approve-draft', draft: 'd' }, state), { code: 'invalid' });
	}
});
