/** Redaction: the words leave the state and every commit, wherever a notice may hold them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { redacted, redactionOf } from '../../src/model/redaction.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import type { State } from '../../src/model/state/state.ts';
import { timeline } from '../../src/model/views/updates.ts';
import { redactableFields } from '../../src/model/vocabulary.ts';
import { at, commitOf, commits, given, say, stateOf } from './given.ts';

const secret = 'hunter2';
const open: Command = { type: 'open-notice', id: 'n', kind: 'incident', title: 'Down', body: say('First.') };
const post = (more: Partial<CommandOf<'post-update'>> = {}): Command => ({
	type: 'post-update',
	notice: 'n',
	body: say(`The password is ${secret}.`),
	translations: { de: say(`Das Passwort ist ${secret}.`) },
	author: `Team ${secret}`,
	...more,
});
const redactUpdate = (more: Partial<CommandOf<'redact-update'>> = {}): Command => ({
	type: 'redact-update',
	notice: 'n',
	update: 'id-2-1',
	...more,
});
const edit: Command = { type: 'edit-update', notice: 'n', update: 'id-2-1', body: say('Edited.') };
const withdraw: Command = { type: 'withdraw-update', notice: 'n', update: 'id-2-1' };
const retract: Command = { type: 'retract', notice: 'n', reason: `It has ${secret}` };
const restore: Command = { type: 'restore', notice: 'n' };

const holdsSecret = (value: unknown): boolean => JSON.stringify(value).includes(secret);
const recordsOf = (state: State) => [...state.records.values()];

/** The log and the state after a redaction, as the command handler leaves them. */
function after(before: readonly Commit[], command: Command) {
	const redaction = redactionOf(command);
	assert.ok(redaction);
	const commit = commitOf(command, stateOf(before), at(before.length));
	const log = [...before.map((each) => redacted(each, redaction, commit.seq) ?? each), commit];
	return { log, state: stateOf(log), commit };
}

const stories: Readonly<Record<string, readonly Command[]>> = {
	'just posted': [open, post()],
	edited: [open, post(), edit],
	'edited twice': [open, post(), edit, { ...edit, body: say(`Again ${secret}`) }],
	withdrawn: [open, post(), withdraw],
	'edited, then withdrawn': [open, post(), edit, withdraw],
	retracted: [open, post(), edit, { ...retract, reason: 'A mistake.' }],
	'retracted and restored': [open, post(), { ...retract, reason: 'A mistake.' }, restore],
	'retracted after an edit and restored': [open, post(), edit, { ...retract, reason: '' }, restore],
};
for (const [name, steps] of Object.entries(stories))
	test(`the words of an update that was ${name} are in no record and no commit after its redaction`, () => {
		const before = commits(...steps);
		assert.ok(holdsSecret(before));
		const { log, state } = after(before, redactUpdate({ reason: 'A password.' }));
		assert.equal(holdsSecret(log), false);
		assert.equal(holdsSecret(recordsOf(state)), false);
		// The state that the log leads to is the same, from its first commit or from the redaction on.
		assert.deepEqual(recordsOf(state), recordsOf(stateOf([...before, log.at(-1) as Commit])));
		const marker = recordsOf(state).find(({ kind }) => kind === 'redaction')?.value;
		const expected = { notice: 'n', update: 'id-2-1', fields: [], reason: 'A password.' };
		assert.deepEqual(marker, { ...expected, at: at(before.length) });
	});

test('a rewritten commit is marked, keeps its key and loses the hash of its request', () => {
	const before = commits(open, post()).map((commit) => ({
		...commit,
		cause: { ...commit.cause, idempotencyKey: 'key', fingerprint: 'hash' },
	}));
	const { log } = after(before, redactUpdate());
	assert.deepEqual([log[0]?.redactedBy, log[1]?.redactedBy], [undefined, [3]]);
	assert.deepEqual(log[0]?.cause, before[0]?.cause);
	assert.deepEqual(log[1]?.cause, { command: 'post-update', idempotencyKey: 'key' });
});

test('a redacted update keeps its time and phase, is marked as edited, and may get other words', () => {
	const before = commits(open, post({ phase: 'identified' }));
	const updateIn = (state: State) => timeline(state, 'n').find(({ id }) => id === 'id-2-1')?.value;
	const without = updateIn(after(before, redactUpdate()).state);
	assert.deepEqual([without?.body, without?.phase, without?.at], [[], 'identified', at(1)]);
	assert.equal(without?.editedAt, at(2));
	const replaced = updateIn(after(before, redactUpdate({ body: say('We changed a password.') })).state);
	assert.deepEqual(replaced?.body, say('We changed a password.'));
	const retracted = after(commits(open, post(), retract), redactUpdate({ body: say('Better.') }));
	assert.deepEqual(
		updateIn(stateOf([...retracted.log, ...given(retracted.log).commit(restore)]))?.body,
		say('Better.'),
	);
});

test('a redaction changes nothing but the named update', () => {
	const before = commits(open, post(), post({ body: say('Other words.') }), {
		...open,
		id: 'm',
		title: 'Other',
	} as Command);
	const { log, state } = after(before, redactUpdate());
	assert.deepEqual([log[0], log[2], log[3]], [before[0], before[2], before[3]]);
	const other = timeline(state, 'n').find(({ id }) => id === 'id-3-1')?.value;
	assert.deepEqual(other?.body, say('Other words.'));
});

test('every field of a notice that holds words can be redacted, also after its retraction', () => {
	const words: Command = {
		...open,
		title: `Down ${secret}`,
		workaround: say(secret),
		actions: [secret],
		checklist: [secret],
		notAffected: secret,
		moreUrl: `https://a.example/${secret}`,
		dataSafety: { state: 'safe', statement: say(secret), evidence: say(secret), approvedBy: secret },
	} as Command;
	const report: Command = {
		type: 'put-postmortem',
		notice: 'n',
		title: secret,
		body: say(secret),
		anyway: true,
	};
	const remedy: Command = {
		...{ type: 'put-remedy', id: 'r', notice: 'n', title: secret, apology: say(secret) },
		...{ offer: { kind: 'discount', summary: secret }, terms: say(secret) },
		claim: { type: 'code', code: secret },
		translations: { de: { title: secret, apology: say(secret), summary: secret, terms: say(secret) } },
	};
	const redact: Command = {
		type: 'redact-notice',
		notice: 'n',
		fields: [...redactableFields],
		title: 'Checkout is failing',
	};
	for (const steps of [
		[],
		[retract],
		[retract, restore],
		[{ type: 'remove-postmortem', notice: 'n' } as const],
		[{ type: 'remove-remedy', id: 'r' } as const],
	]) {
		const before = commits(words, report, remedy, ...steps);
		const { log, state } = after(before, redact);
		assert.equal(holdsSecret(log), false, steps.map(({ type }) => type).join());
		assert.equal(holdsSecret(recordsOf(state)), false);
	}
	const { state } = after(commits(words, report, remedy), redact);
	const value = state.records.get('notice/n')?.value as { title: string; dataSafety: { state: string } };
	assert.deepEqual([value.title, value.dataSafety.state], ['Checkout is failing', 'safe']);
	assert.equal(state.records.get('postmortem/n')?.value, null);
	assert.equal(state.records.get('remedy/r')?.value, null);
	// One field alone leaves the others as they are.
	const one = after(commits(words), { type: 'redact-notice', notice: 'n', fields: ['workaround'] });
	const kept = one.state.records.get('notice/n')?.value as { workaround: unknown; actions: unknown };
	assert.deepEqual([kept.workaround, kept.actions], [null, [secret]]);
});

test('a redaction is refused for what never existed, and for a title without another', () => {
	given(commits(open))
		.when(redactUpdate())
		.thenRefused('not-found', /no update/);
	given([])
		.when(redactUpdate())
		.thenRefused('not-found', /no notice/);
	const title: Command = { type: 'redact-notice', notice: 'n', fields: ['title'] };
	given(commits(open))
		.when(title)
		.thenRefused('invalid', /needs a title/, 'title');
	given(commits(open))
		.when({ ...title, fields: ['actions'], title: 'Other' })
		.thenRefused('invalid', /field "title"/, 'title');
	given(commits(open, post(), withdraw))
		.when(redactUpdate({ body: say('x') }))
		.thenRefused('update-withdrawn', /no new words/);
});
