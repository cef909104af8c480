/**
 * A start from a checkpoint leads to what a replay of the whole log leads to: the state with its
 * indexes, and every projection, whatever the log holds and wherever the checkpoints were made.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { RedactionScan } from '../../../../server/core/redaction-scan.ts';
import type { Command } from '../../../../src/model/commands/command.ts';
import { command as commandSchema } from '../../../../src/model/commands/command.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import { type RecordKind, recordSchemas } from '../../../../src/model/records/kinds.ts';
import { redactionOf } from '../../../../src/model/redaction.ts';
import type { Commit } from '../../../../src/model/state/commit.ts';
import {
	apply,
	emptyState,
	recordKey,
	recordsOfNotice,
	type State,
} from '../../../../src/model/state/state.ts';
import { redactableFields } from '../../../../src/model/vocabulary.ts';
import { anyCommand } from '../../../model/arbitraries.ts';
import { at, commitOf, ms } from '../../../model/given.ts';
import { aCheckpoint, afterStart, withoutCheckpoint } from './given.ts';

const noticeId = fc.constantFrom('n1', 'n2', 'n3');
/** The last update of a notice, whichever id it got. */
const updateOf = (state: State, notice: string): string =>
	recordsOfNotice(state, notice)
		.filter(({ kind }) => kind === 'update')
		.at(-1)?.id ?? 'none';

type Step = (state: State) => Command;
const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 5, arbitrary: anyCommand.map((command) => () => command) },
	{
		weight: 2,
		arbitrary: fc.tuple(noticeId, fc.constantFrom('withdraw-update', 'edit-update', 'redact-update')).map(
			([notice, type]): Step =>
				(state) => {
					const words = type === 'edit-update' ? { body: [] } : {};
					return commandSchema.parse({ type, notice, update: updateOf(state, notice), ...words });
				},
		),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(noticeId, fc.subarray([...redactableFields], { minLength: 1 }))
			.map(([notice, fields]): Step => {
				const title = fields.includes('title') ? { title: 'Removed' } : {};
				return () => commandSchema.parse({ type: 'redact-notice', notice, fields, ...title });
			}),
	},
	{
		weight: 1,
		arbitrary: noticeId.map(
			(notice): Step =>
				() =>
					commandSchema.parse({ type: 'restore', notice }),
		),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(['n1', 'n2'] as const, ['n3', 'n1'] as const).map(
			([notice, into]): Step =>
				() =>
					commandSchema.parse({ type: 'merge', notice, into }),
		),
	},
);

/** Kinds whose values no projection and no index reads, and one that a later version writes. */
const read: readonly RecordKind[] = ['page', 'component', 'notice', 'update', 'remedy', 'postmortem'];
const otherKinds = [...Object.keys(recordSchemas), 'of-a-later-version'].filter(
	(kind) => !(read as readonly string[]).includes(kind),
);

interface Act {
	readonly pause: number;
	readonly step: Step;
	/** A change of a record of another kind goes along. */
	readonly other: { readonly kind: string; readonly id: string; readonly isRemoved: boolean } | null;
	readonly key: string | null;
	/** What the clock of promises takes for an undo. */
	readonly isUndo: boolean;
	/** Whether a checkpoint is made after it. */
	readonly isLast: boolean;
}
const anyActs: fc.Arbitrary<Act[]> = fc.array(
	fc.record({
		pause: fc.nat(600),
		step: anyStep,
		other: fc.option(
			fc.record({
				kind: fc.constantFrom(...otherKinds),
				id: fc.constantFrom('a', 'b'),
				isRemoved: fc.boolean(),
			}),
		),
		isUndo: fc.nat(5).map((number) => number === 0),
		key: fc.option(fc.constantFrom('k1', 'k2', 'k3')),
		isLast: fc.nat(6).map((number) => number === 0),
	}),
	{ minLength: 5, maxLength: 40, size: 'max' },
);

/** The commit of an act; `null`: the command is refused, or changes nothing. */
function commitOfAct(
	{ step, other, key, isUndo }: Act,
	state: State,
	minute: number,
): [Command, Commit] | null {
	try {
		const command = step(state);
		const commit = commitOf(command, state, at(minute));
		const { kind = '', id = '', isRemoved } = other ?? {};
		const added = other ? [{ kind, id, value: isRemoved ? null : { notice: 'n1', minute } }] : [];
		const changes = [...commit.changes, ...added].map((change) => ({
			...change,
			previous: state.records.get(recordKey(change.kind, change.id))?.seq ?? 0,
		}));
		if (changes.length === 0) return null;
		const cause = {
			...commit.cause,
			...(isUndo && { command: 'undo' }),
			...(key && { idempotencyKey: key, fingerprint: `${minute}` }),
		};
		return [command, { ...commit, cause, changes }];
	} catch (error) {
		if (!(error instanceof CandorError)) throw error;
		return null;
	}
}

test('a start from a checkpoint equals a replay, for random logs and random checkpoints', async () => {
	const reached = { checkpoints: 0, redactions: 0, withdrawals: 0 };
	await fc.assert(
		fc.asyncProperty(anyActs, async (acts) => {
			const log = memoryLog('site');
			let state = emptyState;
			let minute = 0;
			const clock = { now: () => ms(minute), after: () => () => undefined };
			for (const act of acts) {
				minute += act.pause;
				const done = commitOfAct(act, state, minute);
				if (done) {
					const [command, commit] = done;
					const redaction = redactionOf(command);
					const scan = redaction && new RedactionScan(log, redaction);
					await scan?.readUpTo(state.seq);
					assert.deepEqual(await log.redact(commit, state.seq, scan?.rewritten(commit.seq) ?? []), {
						done: true,
					});
					if (redaction) reached.redactions++;
					if (command.type === 'withdraw-update') reached.withdrawals++;
					state = apply(state, commit);
				}
				if (!act.isLast) continue;
				const seq = await aCheckpoint(log, clock);
				if (seq !== null) assert.equal(seq, state.seq);
			}
			const started = await afterStart(log, clock);
			assert.equal(started.unusable, null);
			if (started.seq > 0) reached.checkpoints++;
			assert.deepEqual(started.known, (await afterStart(withoutCheckpoint(log), clock)).known);
		}),
		{ numRuns: 300, seed: 22 },
	);
	for (const [what, count] of Object.entries(reached)) assert.ok(count > 10, `${count} ${what}`);
});
