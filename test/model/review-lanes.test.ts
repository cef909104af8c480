/** The review lanes of drafts that wait: what holds one up, and until when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { unansweredLanes } from '../../src/model/decide/review-lanes.ts';
import { type Approval, decideUnderRule } from '../../src/model/decide/under-rule.ts';
import { type LaneLimit, laneReviews } from '../../src/model/proposals/reviews.ts';
import { redacted } from '../../src/model/redaction.ts';
import { publicState } from '../../src/model/state/public.ts';
import { apply, type State } from '../../src/model/state/state.ts';
import { proposal } from '../../src/model/views/proposals.ts';
import { at, story } from './given.ts';

const minuteMs = 60_000;
const lanes: readonly LaneLimit[] = [
	{ lane: 'technical', limitMs: 20 * minuteMs },
	{ lane: 'legal', limitMs: 60 * minuteMs },
];
const written = 100;
const open: CommandOf<'open-notice'> = {
	...{ type: 'open-notice', id: 'n', kind: 'announcement', title: 'A new price list' },
	affected: [{ component: 'shop' }],
	newComponents: ['shop'],
};

interface Given {
	readonly minute?: number;
	readonly actor?: string;
	readonly approval?: Approval;
	readonly limits?: readonly LaneLimit[];
	readonly reasons?: readonly ['no-component'] | readonly [];
}

function changesOf(command: Command, state: State, given: Given = {}) {
	const { minute = written, actor = 'author', approval = 'second-person', limits = lanes } = given;
	const context = { now: at(minute), newId: () => 'd', actor };
	return decideUnderRule(command, state, context, { reasons: given.reasons ?? [], approval, lanes: limits });
}

const after = (command: Command, state: State, given: Given = {}): State => {
	const changes = changesOf(command, state, given);
	const cause = { command: command.type };
	return apply(state, { seq: state.seq + 1, at: at(given.minute ?? written), actor: 'a', cause, changes });
};

const waiting = (command: object = {}) =>
	after({ type: 'draft-notice', command: { ...open, ...command } }, story());
const review = (lane: 'technical' | 'legal' | 'communications', fields: object = {}): Command => ({
	...{ type: 'review-draft', draft: 'd', lane, verdict: 'accepted', ...fields },
});
const objection = { verdict: 'objected', comment: 'It promises a refund.' };
const approve: Command = { type: 'approve-draft', draft: 'd' };
const statesOf = (state: State, minute: number) => {
	const found = proposal(state, 'd');
	assert.ok(found);
	return laneReviews(found.value, lanes, Date.parse(at(minute))).map((each) => each.state);
};
const publishes = (state: State, given: Given = {}): boolean =>
	changesOf(approve, state, given).some(({ kind }) => kind === 'notice');
const missing = (message: RegExp) => ({ code: 'review-missing', message });

test('a draft is held up until each lane has accepted it or its time is up', () => {
	const draft = waiting();
	assert.deepEqual(statesOf(draft, written), ['waiting', 'waiting']);
	assert.throws(
		() => publishes(draft),
		missing(new RegExp(`technical review has not answered.* ${at(120)}.*legal review.* ${at(160)}`)),
	);
	const accepted = after(review('technical'), draft);
	assert.deepEqual(statesOf(accepted, written), ['accepted', 'waiting']);
	assert.throws(() => publishes(accepted), missing(/^The legal review has not answered/));
	assert.throws(() => publishes(accepted, { minute: 159 }), missing(/legal/));
	assert.deepEqual(statesOf(accepted, 160), ['accepted', 'unanswered']);
	assert.ok(publishes(accepted, { minute: 160 }));
	assert.ok(publishes(after(review('legal'), accepted)));
});

test('an objection holds the draft up when its time is up too, until the lane accepts', () => {
	const objected = after(review('technical', objection), waiting());
	assert.throws(
		() => publishes(objected, { minute: 500 }),
		missing(/has objected: “It promises a refund\.”/),
	);
	const late = after(review('technical'), objected, { minute: 500 });
	assert.deepEqual(statesOf(late, 500), ['accepted', 'unanswered']);
	assert.ok(publishes(late, { minute: 500 }));
});

test('the author does not review, and a lane that the server does not have is refused', () => {
	const draft = waiting();
	for (const approval of ['same-person', 'unknown-approver', 'unknown-author'] as const)
		assert.throws(() => changesOf(review('legal'), draft, { approval }), { code: 'forbidden' }, approval);
	assert.throws(() => changesOf(review('communications'), draft), {
		code: 'invalid',
		message: /Its lanes: technical, legal/,
	});
	assert.throws(() => changesOf(review('legal'), draft, { limits: [] }), { message: /CANDOR_REVIEW/ });
	assert.throws(() => changesOf(review('legal', { draft: 'other' }), draft), { code: 'not-found' });
});

test('an edit removes the reviews and starts the time again', () => {
	const objected = after(review('technical', objection), after(review('legal'), waiting()));
	const edit: Command = { type: 'edit-draft', draft: 'd', change: { title: 'Other prices' } };
	const edited = after(edit, objected, { minute: 130, actor: 'editor' });
	assert.deepEqual(statesOf(edited, 149), ['waiting', 'waiting']);
	assert.deepEqual(statesOf(edited, 150), ['unanswered', 'waiting']);
	assert.deepEqual(proposal(edited, 'd')?.value.reviews, []);
	const same: Command = { type: 'edit-draft', draft: 'd', change: { title: open.title } };
	assert.deepEqual(changesOf(same, objected), [], 'an edit that changes nothing keeps them');
});

test('breaking the glass passes, and the record names the lanes', () => {
	const draft = after(review('technical'), waiting());
	const breakGlass = 'Customers read the old prices.';
	const overrideOf = (state: State, minute: number) =>
		changesOf({ ...approve, breakGlass }, state, { minute, actor: 'b' }).find(
			({ kind }) => kind === 'override',
		)?.value;
	assert.deepEqual(overrideOf(draft, written), {
		...{ notice: 'n', reason: breakGlass, reasons: [], lanes: ['legal'] },
		...{ author: 'author', publisher: 'b', at: at(written) },
	});
	assert.equal(overrideOf(draft, 160), undefined, 'where nothing holds the draft up, nothing is overridden');
});

test('lanes hold up what waits for a second person, and never a direct publication or a drill', () => {
	assert.ok(changesOf(open, story()).some(({ kind }) => kind === 'notice'));
	assert.ok(publishes(waiting({ drill: true, newComponents: [], affected: [] })));
	const reasons = ['no-component'] as const;
	const broad = after({ ...open, affected: [], newComponents: [] }, story(), { reasons });
	assert.throws(() => publishes(broad, { reasons }), missing(/technical/));
	assert.throws(() => publishes(broad, { reasons, approval: 'same-person' }), { code: 'forbidden' });
	assert.ok(publishes(broad, { reasons, minute: 160 }));
});

test('a draft of an earlier version has no reviews, and its time counts from its beginning', () => {
	const old = { ...{ command: { type: 'open-notice' }, at: at(0) } };
	const states = (minute: number) =>
		laneReviews(old, lanes, Date.parse(at(minute))).map(({ state }) => state);
	assert.deepEqual(
		[states(0), states(20)],
		[
			['waiting', 'waiting'],
			['unanswered', 'waiting'],
		],
	);
});

test('the log learns which lanes did not answer in time', () => {
	const draft = after(review('legal'), waiting());
	const unanswered = (minute: number, command: Command = approve) =>
		unansweredLanes(command, draft, at(minute), lanes);
	assert.deepEqual([unanswered(119), unanswered(120)], [[], ['technical']]);
	assert.deepEqual(unanswered(120, { type: 'publish-scheduled', draft: 'd' }), ['technical']);
	assert.deepEqual(unanswered(120, { type: 'discard-draft', draft: 'd' }), []);
});

test('reviews are private, and a redaction of the draft removes their comments', () => {
	const draft = waiting();
	const objected = after(review('legal', objection), draft);
	assert.deepEqual(publicState(objected).records, publicState(draft).records);
	const changes = changesOf(review('legal', objection), draft);
	const commit = { seq: 2, at: at(written), actor: 'b', cause: { command: 'review-draft' }, changes };
	const without = redacted(commit, { notice: 'n', update: null, fields: ['title'], title: '…' }, 3);
	assert.doesNotMatch(JSON.stringify(without), /refund|price list/);
	assert.match(JSON.stringify(without), /"verdict":"objected"/);
});
