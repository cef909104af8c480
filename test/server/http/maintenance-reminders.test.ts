/** Operators are reminded before maintenance begins, once, and of occurrences that were not announced. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer, type TestServer, token } from '../../support/server.ts';

const hourMs = 3_600_000;
const asOperator = { headers: { authorization: `Bearer ${token}` } };

interface Event {
	readonly name: string;
	readonly seq: number;
	readonly stage?: string;
	readonly notice?: string;
	readonly [field: string]: unknown;
}

/** The events of the stream of reminders, as they come. */
async function reminderStream(context: TestContext, { url }: TestServer, query = '') {
	const stop = new AbortController();
	context.after(() => stop.abort());
	const response = await fetch(`${url}/v1/reminders${query}`, { ...asOperator, signal: stop.signal });
	const received: Event[] = [];
	const read = async () => {
		let text = '';
		const decoder = new TextDecoder();
		for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
			text += decoder.decode(chunk, { stream: true });
			for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
				const [, name, data] = /event: (\w+)\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
				if (name && data) received.push({ name, ...JSON.parse(data) });
				text = text.slice(end + 2);
			}
		}
	};
	// It ends with an error when the test or the server ends it.
	const isOver = read().catch(() => undefined);
	const until = async (count: number) => {
		const deadline = Date.now() + 20_000;
		while (received.length < count) {
			assert.ok(Date.now() < deadline, `${received.length} of ${count} events`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	};
	return { received, until, isOver };
}

const summaryOf = ({ name, notice, stage }: Event) => [name, notice, stage];
const plan = (server: TestServer, id: string, start: string, end: string) =>
	server.write('POST', '/v1/notices', {
		...{ id, kind: 'maintenance', title: `Upgrade ${id}`, window: { start, end } },
		affected: [{ component: 'reports' }],
	});

/** Steps of an hour, with a write that waits for what the clock has caused. */
async function advance(server: TestServer, clock: ReturnType<typeof aManualClock>, hours: number) {
	for (let hour = 0; hour < hours; hour++) {
		clock.advance(hourMs);
		await server.write('PATCH', '/v1/page', { name: `Shop ${hour}` });
	}
}

test('maintenance that begins in a day and in an hour is said twice, none again after a restart', async (context) => {
	const clock = aManualClock();
	const data = aFolder(context);
	const first = await aServer(context, { clock, data });
	await first.write('PUT', '/v1/page', { name: 'Shop', url: null, support: null, subscribe: [] });
	const stream = await reminderStream(context, first);
	await plan(first, 'far', '30h', '32h');
	// What has just been announced for soon needs no reminder of a day before.
	await plan(first, 'near', '3h', '4h');
	await plan(first, 'now', '10m', '2h');
	await advance(first, clock, 7);
	await stream.until(2);
	await first.close();
	await stream.isOver;
	const second = await aServer(context, { clock, data });
	const since = await reminderStream(context, second, `?since=${stream.received.at(-1)?.seq}`);
	await advance(second, clock, 24);
	await since.until(1);
	assert.deepEqual([...stream.received, ...since.received].map(summaryOf), [
		['maintenance', 'near', 'one-hour'],
		['maintenance', 'far', 'one-day'],
		['maintenance', 'far', 'one-hour'],
	]);
	assert.equal(stream.received[1]?.startsAt, '2030-02-01T06:00:00.000Z');
	const all = await reminderStream(context, second, '?since=0');
	await all.until(2);
	assert.deepEqual(all.received.map(summaryOf), [
		['maintenance', 'near', 'one-hour'],
		['maintenance', 'far', 'one-hour'],
	]);
});

test('a moved start is reminded of again, a cancelled or retracted one is not', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	await server.write('PUT', '/v1/page', { name: 'Shop', url: null, support: null, subscribe: [] });
	const stream = await reminderStream(context, server);
	for (const id of ['moved', 'cancelled', 'retracted']) await plan(server, id, '26h', '28h');
	await server.write('POST', '/v1/notices/cancelled/resolve', {});
	await server.write('POST', '/v1/notices/retracted/retract', {});
	await advance(server, clock, 3);
	await server.write('PATCH', '/v1/notices/moved', { window: { start: '48h', end: '50h' } });
	await advance(server, clock, 25);
	await stream.until(2);
	assert.deepEqual(stream.received.map(summaryOf), [
		['maintenance', 'moved', 'one-day'],
		['maintenance', 'moved', 'one-day'],
	]);
	const { text } = await server.request('/v1/snapshot');
	assert.doesNotMatch(text, /one-day|startsAt|"reminder"/);
});

test('with a real clock, the reminder of an hour before arrives on its own, and once', async (context) => {
	const data = aFolder(context);
	const first = await aServer(context, { data });
	const stream = await reminderStream(context, first);
	const start = Date.now() + hourMs + 700;
	await plan(first, 'n', new Date(start).toISOString(), new Date(start + hourMs).toISOString());
	await stream.until(1);
	assert.ok(Date.now() >= start - hourMs);
	assert.deepEqual(stream.received.map(summaryOf), [['maintenance', 'n', 'one-hour']]);
	await first.close();
	await stream.isOver;
	const second = await aServer(context, { data });
	const since = await reminderStream(context, second, `?since=${stream.received[0]?.seq}`);
	// Another one comes after everything that the restart could have repeated.
	const later = Date.now() + hourMs + 300;
	await plan(second, 'm', new Date(later).toISOString(), new Date(later + hourMs).toISOString());
	await since.until(1);
	assert.deepEqual(since.received.map(summaryOf), [['maintenance', 'm', 'one-hour']]);
});

test('an occurrence that could not be announced is said once, with its reason', async (context) => {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	await server.write('PUT', '/v1/page', { name: 'Shop', url: null, support: null, subscribe: [] });
	const empty = { description: null, group: null, position: null, status: null };
	await server.write('PUT', '/v1/components/reports', { name: 'Reports', ...empty });
	const stream = await reminderStream(context, server);
	const made = await server.write('POST', '/v1/series', {
		...{ id: 'db', title: 'Upgrade', affected: [{ component: 'reports' }], announceAhead: '2h' },
		...{ zone: 'UTC', start: '2030-01-31T05:00', duration: '1h', rrule: 'FREQ=DAILY' },
	});
	assert.equal(made.status, 201, made.text);
	await server.write('DELETE', '/v1/components/reports');
	await advance(server, clock, 5);
	await stream.until(1);
	await server.write('PUT', '/v1/components/reports', { name: 'Reports', ...empty });
	await advance(server, clock, 24);
	const [held, ...others] = stream.received;
	assert.deepEqual([held?.name, held?.series, held?.day], ['occurrence', 'db', '2030-01-31']);
	assert.match(String(held?.held), /There is no component "reports"/);
	assert.deepEqual(others.map(summaryOf), [['maintenance', 'db-2030-02-01', 'one-hour']]);
});
