/** The checklist after an outage: its steps, its days, its marks and its reminders. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aJumpingClock } from '../../support/jumping-clock.ts';
import { aServer, type TestServer } from '../../support/server.ts';

const day = 24 * 60 * 60_000;
const clean = { impact: 'major', title: 'Checkout fails', id: 'n' } as const;

type Checklist = {
	steps: { step: string; state: string; dueAt: string; isOverdue: boolean; reason: string }[];
};
const states = ({ steps }: Checklist): Record<string, string> =>
	Object.fromEntries(steps.map(({ step, state, isOverdue }) => [step, isOverdue ? 'overdue' : state]));

async function anEnded(server: TestServer, fields: object = clean): Promise<void> {
	assert.equal((await server.write('POST', '/v1/notices', fields)).status, 201);
	assert.equal((await server.write('POST', '/v1/notices/n/resolve', { body: 'Over.' })).status, 200);
}
const read = async (server: TestServer) => (await server.write('GET', '/v1/notices/n/checklist')).body;
const mark = (server: TestServer, step: string, body: object) =>
	server.write('PUT', `/v1/notices/n/checklist/${step}`, body);

describe('the checklist after an outage', () => {
	it('has the days of the policy pack, and finds in the log what is done', async (context) => {
		const clock = aJumpingClock();
		const server = await aServer(context, { clock });
		await anEnded(server);
		const before = await read(server);
		const dueIn = before.steps.map(
			({ dueAt }: { dueAt: string }) => (Date.parse(dueAt) - Date.parse(before.endedAt)) / day,
		);
		assert.deepEqual(dueIn, [1, 2, 7, 14, 14, 30]);
		assert.deepEqual([before.done, before.needed], [0, 6]);
		await server.write('PUT', '/v1/remedies/r', {
			...{ notice: 'n', title: 'We are sorry', apology: 'You could not pay.', claim: { type: 'event' } },
			offer: { kind: 'service-credit', summary: '10 % off' },
		});
		await server.write('PUT', '/v1/notices/n/postmortem', {
			...{ title: 'Why', body: 'It expired.' },
			actions: [{ title: 'Renew earlier', state: 'planned', dueBy: null }],
		});
		clock.jump(3 * day);
		const after = await read(server);
		assert.deepEqual(states(after), {
			...{ apology: 'done', thanks: 'overdue', remedy: 'done', postmortem: 'done', actions: 'done' },
			drill: 'open',
		});
		assert.deepEqual([after.done, after.needed], [4, 6]);
	});

	it('takes marks with a reason, and takes them back', async (context) => {
		const server = await aServer(context, { clock: aJumpingClock() });
		await anEnded(server);
		assert.equal((await mark(server, 'thanks', { mark: 'done' })).body.done, 1);
		const refused = await mark(server, 'remedy', { mark: 'not-needed' });
		assert.deepEqual([refused.status, refused.body.code], [422, 'invalid']);
		const { body } = await mark(server, 'remedy', { mark: 'not-needed', reason: 'Free plan only' });
		assert.deepEqual([body.done, body.needed, body.steps[2].reason], [1, 5, 'Free plan only']);
		const again = (await mark(server, 'remedy', { mark: null })).body;
		assert.deepEqual([again.done, again.needed, again.steps[2].state], [1, 6, 'open']);
		assert.equal((await mark(server, 'party', { mark: 'done' })).status, 422);
		// Customers receive nothing of it.
		const { text } = await server.request('/v1/snapshot');
		assert.doesNotMatch(text, /Free plan|mark-step/);
	});

	it('begins with the end of an incident, and is of incidents alone', async (context) => {
		const server = await aServer(context, { clock: aJumpingClock() });
		await server.write('POST', '/v1/notices', clean);
		for (const answer of [
			await server.write('GET', '/v1/notices/n/checklist'),
			await mark(server, 'thanks', { mark: 'done' }),
		])
			assert.deepEqual([answer.status, answer.body.code], [409, 'notice-open']);
		await server.write('POST', '/v1/notices', { id: 'a', kind: 'announcement', title: 'New prices' });
		assert.equal((await server.write('GET', '/v1/notices/a/checklist')).status, 404);
		assert.equal((await server.write('GET', '/v1/notices/none/checklist')).status, 404);
	});

	it('has no days without a policy pack', async (context) => {
		const server = await aServer(context, { clock: aJumpingClock(), pack: null });
		await anEnded(server);
		const { steps } = await read(server);
		assert.deepEqual(new Set(steps.map(({ dueAt }: { dueAt: null }) => dueAt)), new Set([null]));
	});
});
