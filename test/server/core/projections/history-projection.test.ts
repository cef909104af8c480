/** The projection of the history: how it reads the log, follows it, and fails. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Log } from '../../../../server/core/log/log.ts';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { HistoryProjection } from '../../../../server/core/projections/history-projection.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aWriteSide } from '../../../support/write-side.ts';

const minuteMs = 60_000;

async function aProjection(context: TestContext, readLog: (log: Log) => Log = (log) => log) {
	const clock = aManualClock();
	const log = memoryLog('site');
	const { commandHandler, liveState } = await aWriteSide(context, { log, clock });
	const putComponent = (id: string) =>
		commandHandler.execute({ command: { type: 'put-component', id, name: id }, actor: 'operator' });
	await putComponent('api');
	const errors: unknown[] = [];
	const projection = new HistoryProjection({
		log: readLog(log),
		liveState,
		onError: (error) => errors.push(error),
	});
	const componentsNow = () => projection.at(clock.now()).components.map(({ id }) => id);
	context.after(() => projection.stop());
	return { clock, projection, putComponent, componentsNow, errors };
}

test('the history contains the commits before the start and those after it', async (context) => {
	const { clock, projection, putComponent, componentsNow } = await aProjection(context);
	await projection.ready;
	assert.deepEqual(componentsNow(), ['api']);
	await putComponent('web');
	assert.deepEqual(componentsNow(), ['api', 'web']);
	clock.advance(minuteMs);
	const [api] = projection.at(clock.now()).components;
	assert.equal(api?.worst.at(-1), 'operational');
});

test('a commit that is written while the log is being read is neither missed nor applied twice', async (context) => {
	let write: (() => Promise<unknown>) | undefined;
	const { projection, putComponent, componentsNow, errors } = await aProjection(context, (log) => ({
		...log,
		async read(afterSeq) {
			const page = await log.read(afterSeq);
			await write?.();
			write = undefined;
			return page;
		},
	}));
	write = () => putComponent('web');
	await projection.ready;
	assert.deepEqual(componentsNow(), ['api', 'web']);
	assert.deepEqual(errors, []);
});

test('within a minute and without a commit the same history is returned', async (context) => {
	const { clock, projection, putComponent } = await aProjection(context);
	await projection.ready;
	const first = projection.at(clock.now());
	assert.equal(projection.at(clock.now() + minuteMs - 1), first);
	assert.notEqual(projection.at(clock.now() + minuteMs), first);
	await putComponent('web');
	assert.notEqual(projection.at(clock.now()), first);
});

test('a log that cannot be read is reported, and fails the readers of the history only', async (context) => {
	const failure = new Error('The disk is gone.');
	const { projection, putComponent, errors } = await aProjection(context, (log) => ({
		...log,
		read: () => Promise.reject(failure),
	}));
	await assert.rejects(projection.ready, failure);
	assert.deepEqual(errors, [failure]);
	await putComponent('web');
});
