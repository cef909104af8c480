/** given(commits).when(command).then(changes): what a command does, told as before, act and after. */
import assert from 'node:assert/strict';
import type { Command } from '../../src/model/commands/command.ts';
import { decide } from '../../src/model/decide/decide.ts';
import { CandorError, type ErrorCode } from '../../src/model/errors.ts';
import { newNotice } from '../../src/model/new-record.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import type { PostmortemValue } from '../../src/model/records/postmortem.ts';
import type { RemedyValue } from '../../src/model/records/remedy.ts';
import type { RichText } from '../../src/model/rich-text.ts';
import type { Change, Commit } from '../../src/model/state/commit.ts';
import { apply, emptyState, type State } from '../../src/model/state/state.ts';
import { withNewComponents } from '../support/named-components.ts';

const start = Date.parse('2030-01-01T12:00:00.000Z');

/** The instant so many minutes into the story. */
export const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
export const ms = (minutes: number): number => start + minutes * 60_000;

export const say = (text: string): RichText => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** One step of a story: a command, and the minute in which it is given. */
export type Step = Command | readonly [minute: number, command: Command];

/** The commits of a story. Steps without a minute come one minute after another; ids are `id-SEQ-N`. */
export function commits(...steps: Step[]): Commit[] {
	const done: Commit[] = [];
	let state = emptyState;
	for (const [index, step] of steps.entries()) {
		const [minute, command] = Array.isArray(step) ? (step as [number, Command]) : [index, step as Command];
		const commit = commitOf(command, state, at(minute));
		done.push(commit);
		state = apply(state, commit);
	}
	return done;
}

/** A command may name components that no step has created (test/support/named-components.ts). */
export function commitOf(command: Command, state: State, now: string): Commit {
	const seq = state.seq + 1;
	let made = 0;
	const newId = (): string => `id-${seq}-${++made}`;
	const changes = decide(withNewComponents(command), state, { now, newId });
	return { seq, at: now, actor: 'test', cause: { command: command.type }, changes };
}

export const stateOf = (story: readonly Commit[]): State => story.reduce(apply, emptyState);

export const story = (...steps: Step[]): State => stateOf(commits(...steps));

/** A whole notice, with what a test cares about. */
export const noticeLike = (value: Partial<NoticeValue> = {}): NoticeValue =>
	newNotice({
		kind: 'incident',
		title: 'Checkout is failing',
		phase: 'investigating',
		impact: 'minor',
		openedAt: at(0),
		updatedAt: at(0),
		latestUpdate: 1,
		endsByClock: false,
		...value,
	});

/** A whole remedy, with what a test cares about. */
export const remedyLike = (value: Partial<RemedyValue> = {}): RemedyValue => ({
	notice: null,
	title: 'We are sorry',
	apology: say('You could not pay for two hours.'),
	offer: { kind: 'discount', summary: '10 % off' },
	terms: null,
	expiresAt: null,
	claim: { type: 'event' },
	audience: null,
	language: null,
	translations: {},
	publishedAt: at(0),
	payout: null,
	ended: null,
	...value,
});

/** A whole post-mortem of the notice `n`, with what a test cares about. */
export const postmortemLike = (value: Partial<PostmortemValue> = {}): PostmortemValue => ({
	notice: 'n',
	title: 'Why checkout failed',
	body: say('A certificate ran out.'),
	publishedAt: at(0),
	updatedAt: at(0),
	actions: [],
	language: null,
	translations: {},
	...value,
});

/** What a retraction keeps of these records, each named by its kind and id. */
export const keptOf = (before: readonly Commit[], keys: readonly string[]) =>
	keys.map((key) => {
		const { kind, id, value } = stateOf(before).records.get(key) ?? {};
		return { kind: String(kind), id: String(id), value: { ...value } };
	});

export function given(before: readonly Commit[] = []) {
	const state = stateOf(before);
	return {
		/** The commit of the next command, as a list. */
		commit: (command: Command): readonly Commit[] => [commitOf(command, state, at(before.length))],
		when(command: Command, minute = before.length) {
			const act = (): Commit => commitOf(command, state, at(minute));
			return {
				/** Exactly these changes. */
				// biome-ignore lint/suspicious/noThenProperty: the test reads as given, when, then; the object is never awaited
				then(changes: readonly Change[]): void {
					assert.deepEqual(act().changes, changes);
				},
				/** The notice then says all this, whatever else it says. */
				thenNotice(id: string, expected: Partial<NoticeValue>): void {
					const { changes } = act();
					const value = changes.find((change) => change.kind === 'notice' && change.id === id)?.value;
					assert.ok(value, `the notice ${id} changes`);
					const known = Object.entries(value).filter(([name]) => name in expected);
					assert.deepEqual(Object.fromEntries(known), expected);
				},
				/** The update that the command adds says all this. */
				thenUpdate(expected: object): void {
					const value = act().changes.find((change) => change.kind === 'update')?.value;
					assert.ok(value, 'there is an update');
					const known = Object.entries(value).filter(([name]) => name in expected);
					assert.deepEqual(Object.fromEntries(known), expected);
				},
				/** Refused with this code, in a sentence like this, naming this path. */
				thenRefused(code: ErrorCode, sentence: RegExp, path?: string): void {
					assert.throws(act, (error) => {
						assert.ok(error instanceof CandorError, String(error));
						assert.equal(error.code, code);
						assert.match(error.message, sentence);
						if (path !== undefined) assert.equal(error.issues[0]?.path, path);
						return true;
					});
				},
			};
		},
	};
}
