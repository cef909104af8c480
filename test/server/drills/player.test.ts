/** The server plays a scenario by itself: no page and no terminal has to stay open. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fastClock } from '../../support/fast-clock.ts';
import { aServer, type TestServer, token } from '../../support/server.ts';

const asOperator = { headers: { authorization: `Bearer ${token}` } };
const steps = [
	{ at: '0s', alert: { title: 'An alert', affected: [] } },
	{
		at: '5m',
		open: { id: 'down', title: 'Zebra is down', impact: 'major', body: 'We look.' },
	},
	{ at: '6m', fault: { kind: 'cut', for: '0s' } },
	{ at: '20m', resolve: { notice: 'down', body: 'It works again.' } },
];

/** A server whose time runs a hundred times faster. */
const aFastServer = (context: TestContext, options: object = {}) =>
	aServer(context, { clock: fastClock(100), ...options });

const read = async ({ request }: TestServer, id: string) =>
	(await request(`/v1/drills/${id}`, asOperator)).body;

/** The drill when `isReached` holds for it. */
async function reached(server: TestServer, id: string, isReached: (drill: Drill) => boolean): Promise<Drill> {
	for (;;) {
		const drill = await read(server, id);
		if (isReached(drill)) return drill;
		await delay(20);
	}
}
// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects, and fails where that is not there
type Drill = any;

const long = { timeout: 60_000 };

test('it shows its progress, ends after the last step, and keeps what was played', long, async (context) => {
	const server = await aFastServer(context);
	const start = { title: 'Played', speed: 50, steps };
	const { status, body } = await server.write('POST', '/v1/drills', start);
	assert.equal(status, 201, JSON.stringify(body));
	assert.deepEqual([body.state, body.play.steps, body.play.people], ['running', 4, false]);
	const begun = await reached(server, body.id, ({ play }) => play.played.length > 0);
	assert.deepEqual(begun.play.played[0], {
		...{ step: 1, action: 'alert', text: 'An alert', atSeconds: 0, outcome: 'played' },
	});
	const ended = await reached(server, body.id, ({ state }) => state === 'ended');
	assert.deepEqual(
		ended.play.played.map(({ step, outcome }: Drill) => [step, outcome]),
		steps.map((_, index) => [index + 1, 'played']),
	);
	assert.deepEqual([ended.play.next, ended.problem], [null, null]);
	assert.deepEqual([ended.scorecard.notices, ended.scorecard.resolved], [1, 1]);
	const { drills } = (await server.request('/v1/drills', asOperator)).body;
	assert.deepEqual(
		drills.map(({ title, play }: Drill) => [title, play]),
		[['Played', null]],
		'the list is short',
	);
	assert.deepEqual((await server.request('/v1/notices')).body.notices, []);
});

test('a step that is refused ends the drill, which says which one and why', long, async (context) => {
	const server = await aFastServer(context);
	const wrong = steps.map((step) =>
		'open' in step ? { ...step, open: { ...step.open, impact: 'huge' } } : step,
	);
	const { body } = await server.write('POST', '/v1/drills', { title: 'Wrong', speed: 1000, steps: wrong });
	const { problem, play } = await reached(server, body.id, ({ state }) => state === 'ended');
	assert.match(problem, /^Step 2 of the scenario \(open\): .*impact: Use one of/);
	assert.equal(play.played.length, 1);
	assert.equal(play.next.step, 2);
	const unordered = { title: 'Unordered', steps: [...steps].reverse() };
	assert.equal((await server.write('POST', '/v1/drills', unordered)).status, 422, 'nothing was started');
});

test(
	'with people it goes on after the last alert, and an end in the middle stops it',
	long,
	async (context) => {
		const server = await aFastServer(context);
		const start = (fields: object) =>
			server.write('POST', '/v1/drills', { title: 'Practice', steps, ...fields });
		const { body: drill } = await start({ speed: 1000, people: true });
		const played = await reached(server, drill.id, ({ play }) => play.next === null);
		assert.equal(played.state, 'running');
		assert.deepEqual(
			played.play.played.map(({ action }: Drill) => action),
			['alert', 'fault'],
		);
		const { body: ended } = await server.write('POST', `/v1/drills/${drill.id}/end`);
		assert.deepEqual([ended.state, ended.scorecard.notices], ['ended', 0]);
		const { body: slow } = await start({ speed: 1 });
		await reached(server, slow.id, ({ play }) => play.played.length === 1);
		const { body: stopped } = await server.write('POST', `/v1/drills/${slow.id}/end`);
		assert.deepEqual([stopped.state, stopped.play.played.length, stopped.problem], ['ended', 1, null]);
	},
);

test(
	'the player has the role of the operator, and the two-person rule holds for it',
	long,
	async (context) => {
		const server = await aFastServer(context, { secondPersonFor: ['no-component'] });
		const { body } = await server.write('POST', '/v1/drills', {
			...{ title: 'Two persons', speed: 1000, people: false, steps: steps.slice(0, 2) },
		});
		const { play, scorecard } = await reached(server, body.id, ({ state }) => state === 'ended');
		assert.deepEqual(
			play.played.map(({ outcome }: Drill) => outcome),
			['played', 'waits'],
		);
		assert.equal(scorecard.notices, 0);
		const { body: responder } = await server.write('POST', '/v1/tokens', { name: 'r', role: 'responder' });
		const refused = await server.write(
			'POST',
			'/v1/drills',
			{ title: 'No', steps },
			{ authorization: `Bearer ${responder.token}` },
		);
		assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
	},
);

test(
	'a server that stops in the middle of a play stops at once, and the drill has ended',
	long,
	async (context) => {
		const server = await aFastServer(context);
		const { body } = await server.write('POST', '/v1/drills', { title: 'Cut short', speed: 1, steps });
		await reached(server, body.id, ({ play }) => play.played.length === 1);
		await server.close();
	},
);
