/** Review lanes of two servers on one log, and of drafts that the clock publishes. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import type { Command, CommandOf } from '../../../src/model/commands/command.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { proposals } from '../../../src/model/views/proposals.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aWriteSide } from '../../support/write-side.ts';

const minuteMs = 60_000;
const start = aManualClock().now();
const at = (minute: number): string => new Date(start + minute * minuteMs).toISOString();
const open: CommandOf<'open-notice'> = {
	...{ type: 'open-notice', id: 'n', kind: 'announcement', title: 'A new price list' },
	affected: [{ component: 'shop' }],
	newComponents: ['shop'],
};

async function twoServers(context: TestContext) {
	const log = memoryLog('site');
	const clock = aManualClock();
	const reviewLanes = [{ lane: 'legal', limitMs: 60 * minuteMs }] as const;
	const sideWith = async (prefix: string) => {
		const side = await aWriteSide(context, { log, clock, prefix, reviewLanes });
		const onError = (error: unknown) => assert.fail(String(error));
		context.after(startScheduler({ ...side, clock, onError }));
		return side;
	};
	const all = [await sideWith('one-'), await sideWith('two-')] as const;
	const settled = async () => {
		for (let turn = 0; turn < 20; turn++) {
			for (const { commandHandler } of all) await commandHandler.settled();
			await new Promise(setImmediate);
		}
	};
	const moveTo = async (minute: number) => {
		await settled();
		clock.advance(start + minute * minuteMs - clock.now());
		await settled();
	};
	const [one, two] = all;
	const give = (side: typeof one, command: Command, actor = 'a') =>
		side.commandHandler.execute({ command, actor, approval: 'second-person' });
	const draft = async (fields: object = {}) => {
		await give(one, { type: 'draft-notice', command: open, ...fields });
		return proposals(one.liveState.state)[0]?.id ?? '';
	};
	const review = (id: string, verdict: 'accepted' | 'objected' = 'accepted'): Command => ({
		...{ type: 'review-draft', draft: id, lane: 'legal', verdict },
	});
	const isOpen = () => all.map(({ liveState }) => notice(liveState.state, 'n') !== undefined);
	return { one, two, log, moveTo, settled, give, draft, review, isOpen };
}

test('a review on one server counts on the other', async (context) => {
	const { one, two, give, draft, review, isOpen } = await twoServers(context);
	const id = await draft();
	const approve = { type: 'approve-draft', draft: id } as const;
	await assert.rejects(give(two, approve, 'c'), { code: 'review-missing' });
	await give(two, review(id, 'objected'), 'b');
	await assert.rejects(give(one, approve, 'c'), { code: 'review-missing', message: /has objected/ });
	await give(one, review(id), 'b');
	await give(two, approve, 'c');
	assert.equal(isOpen()[1], true);
});

test('of an objection and an approval at once on two servers, the first one counts', async (context) => {
	const { one, two, give, draft, review, settled, isOpen, log } = await twoServers(context);
	const id = await draft();
	await give(one, review(id), 'b');
	const [objected, approved] = await Promise.allSettled([
		give(one, review(id, 'objected'), 'b'),
		give(two, { type: 'approve-draft', draft: id }, 'c'),
	]);
	await settled();
	const wasFirst = objected.status === 'fulfilled';
	assert.deepEqual([approved.status === 'fulfilled', ...isOpen()], [!wasFirst, !wasFirst, !wasFirst]);
	assert.equal((await log.read(0)).length, 3);
});

test('a scheduled draft that a lane holds up is not published at its time', async (context) => {
	const { one, give, draft, moveTo, isOpen } = await twoServers(context);
	const id = await draft({ publishAt: at(30) });
	await moveTo(30);
	assert.deepEqual(isOpen(), [false, false]);
	const held = proposals(one.liveState.state)[0]?.value.held ?? '';
	assert.ok(held.startsWith(`The legal review has not answered, and its time is up at ${at(60)}`), held);
	await moveTo(60);
	await give(one, { type: 'approve-draft', draft: id }, 'c');
	assert.equal(isOpen()[0], true);
});

test('a scheduled draft is published at its time once its lanes have accepted it or run out', async (context) => {
	const { log, give, one, draft, review, moveTo, isOpen } = await twoServers(context);
	const id = await draft({ publishAt: at(30) });
	await give(one, review(id), 'b');
	await moveTo(30);
	assert.deepEqual(isOpen(), [true, true]);
	const late = { ...open, id: 'm', title: 'Another list', newComponents: [] };
	await give(one, { type: 'draft-notice', command: late, publishAt: at(120) });
	await moveTo(120);
	assert.equal(notice(one.liveState.state, 'm')?.value.title, 'Another list');
	const causes = (await log.read(0)).map(({ cause }) => [cause.command, cause.unanswered]);
	assert.deepEqual(causes.at(-1), ['publish-scheduled', ['legal']]);
});

test('an approval ahead of the time needs the reviews, and an objection ends it', async (context) => {
	const { one, two, give, draft, review, moveTo, isOpen } = await twoServers(context);
	const id = await draft({ publishAt: at(30) });
	const breakGlass = 'It cannot wait for the lawyers.';
	await assert.rejects(give(two, { type: 'approve-draft', draft: id }, 'c'), { code: 'review-missing' });
	await give(two, { type: 'approve-draft', draft: id, breakGlass }, 'c');
	assert.equal(proposals(two.liveState.state)[0]?.value.approvedBy, 'c');
	await give(one, review(id, 'objected'), 'b');
	assert.equal(proposals(one.liveState.state)[0]?.value.approvedBy, null);
	await moveTo(30);
	assert.deepEqual(isOpen(), [false, false]);
});
