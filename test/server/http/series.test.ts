/** Maintenance that recurs, over HTTP: created, read, edited, moved, cancelled; private until announced. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer } from '../../support/server.ts';

/** The clock begins on Thursday, 31 January 2030. */
const upgrade = {
	id: 'db',
	title: 'Database upgrade',
	body: 'Reports are **read-only**.',
	affected: [{ component: 'reports' }],
	zone: 'Europe/Berlin',
	start: '2030-03-03T02:00',
	duration: '2h',
	rrule: 'FREQ=WEEKLY;BYDAY=SU',
	announceAhead: '3d',
};

const reports = { name: 'Reports', description: null, group: null, position: null, status: null };

async function aSeries(context: TestContext, fields: object = {}) {
	const clock = aManualClock();
	const server = await aServer(context, { clock });
	await server.write('PUT', '/v1/components/reports', reports);
	const made = await server.write('POST', '/v1/series', { ...upgrade, ...fields });
	const read = async (query = '') => (await server.write('GET', `/v1/series/db${query}`)).body;
	/** Until the server has written down what the clock has changed. */
	const until = async (isDone: () => Promise<boolean>) => {
		for (let tries = 0; tries < 500; tries++) {
			if (await isDone()) return;
			await new Promise(setImmediate);
		}
		assert.fail('It does not happen.');
	};
	const advanceTo = async (at: string) => {
		while (clock.now() < Date.parse(at)) {
			clock.advance(Math.min(3_600_000, Date.parse(at) - clock.now()));
			await new Promise(setImmediate);
		}
	};
	const act = (day: string, what: string, body: unknown = {}, headers = {}) =>
		server.write('POST', `/v1/series/db/occurrences/${day}/${what}`, body, headers);
	return { clock, server, made, read, until, advanceTo, act };
}

test('a series is created, with its next five occurrences in UTC and in its zone', async (context) => {
	const { made, server, read } = await aSeries(context);
	assert.equal(made.status, 201, made.text);
	assert.equal(made.headers.get('location'), '/v1/series/db');
	assert.equal(made.headers.get('etag'), `"${made.body.seq}"`);
	const { notice, occurrences, ...others } = made.body;
	assert.equal(notice.title, 'Database upgrade');
	assert.equal(notice.body[0].children[1].type, 'strong');
	assert.deepEqual([others.zone, others.rrule, others.announceAhead], ['Europe/Berlin', upgrade.rrule, '3d']);
	assert.deepEqual(
		occurrences.map(({ day, start, startInZone, clockChange, state }: Record<string, string>) => [
			...[day, start, startInZone, clockChange, state],
		]),
		[
			['2030-03-03', '2030-03-03T01:00:00.000Z', '2030-03-03T02:00:00+01:00', null, 'planned'],
			['2030-03-10', '2030-03-10T01:00:00.000Z', '2030-03-10T02:00:00+01:00', null, 'planned'],
			['2030-03-17', '2030-03-17T01:00:00.000Z', '2030-03-17T02:00:00+01:00', null, 'planned'],
			['2030-03-24', '2030-03-24T01:00:00.000Z', '2030-03-24T02:00:00+01:00', null, 'planned'],
			// The clocks skip 02:00 on this day.
			['2030-03-31', '2030-03-31T01:00:00.000Z', '2030-03-31T03:00:00+02:00', 'skipped', 'planned'],
		],
	);
	assert.deepEqual(await read(), made.body);
	const list = await server.write('GET', '/v1/series');
	assert.deepEqual(list.body.series, [made.body]);
	const october = await server.write('GET', '/v1/series?from=2030-10-20T00:00:00Z&to=2030-11-10T00:00:00Z');
	assert.deepEqual(
		october.body.series[0].occurrences.map(({ start, clockChange }: Record<string, string>) => [
			start,
			clockChange,
		]),
		[
			['2030-10-20T00:00:00.000Z', null],
			['2030-10-27T00:00:00.000Z', 'repeated'],
			['2030-11-03T01:00:00.000Z', null],
		],
	);
});

test('a dry run shows the next five and creates nothing; a repeated request creates one', async (context) => {
	const { server } = await aSeries(context);
	const dry = await server.write('POST', '/v1/series?dry-run=true', { ...upgrade, id: 'other' });
	assert.deepEqual([dry.status, dry.body.status], [200, 201]);
	assert.equal(dry.body.response.occurrences.length, 5);
	assert.equal((await server.write('GET', '/v1/series/other')).status, 404);
	const key = { 'idempotency-key': 'k' };
	const { id: _, ...unnamed } = upgrade;
	const [first, second] = [
		await server.write('POST', '/v1/series', unnamed, key),
		await server.write('POST', '/v1/series', unnamed, key),
	];
	assert.equal(first.body.id, second.body.id);
	assert.equal(second.headers.get('idempotency-replayed'), 'true');
	assert.equal((await server.write('GET', '/v1/series')).body.series.length, 2);
});

test('a template gives the texts, in every language; one of another kind is refused', async (context) => {
	const { server, advanceTo, until } = await aSeries(context);
	const { title: _, body: __, ...others } = upgrade;
	const from = (template: string, id: string) =>
		server.write('POST', '/v1/series', { ...others, id, template, variables: { service: 'Reports' } });
	const made = await from('maintenance', 'from-template');
	assert.equal(made.status, 201, made.text);
	assert.match(made.body.notice.title, /Reports/);
	assert.ok(Object.keys(made.body.notice.translations).length >= 6);
	const wrong = await from('outage', 'wrong');
	assert.deepEqual([wrong.status, wrong.body.issues[0].path], [422, 'template']);
	await advanceTo('2030-02-28T02:00:00Z');
	const read = () => server.request('/v1/notices/from-template-2030-03-03');
	await until(async () => (await read()).status === 200);
	assert.equal((await read()).body.phase, 'scheduled');
	assert.ok((await read()).body.updates[0].body.length > 0);
});

test('mistakes in a request are refused with the field that is wrong', async (context) => {
	const { server } = await aSeries(context);
	for (const [fields, path] of [
		[{ zone: 'Europe/Nowhere' }, 'zone'],
		[{ start: 'sunday' }, 'start'],
		[{ start: '2030-03-03T02:00Z' }, 'start'],
		[{ rrule: 'FREQ=HOURLY' }, 'rrule'],
		[{ rrule: `FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(200)}1` }, 'rrule'],
		[{ duration: '1y' }, 'duration'],
		[{ announceAhead: '1000d' }, 'announceAhead'],
		[{ window: { start: '1h', end: '2h' } }, undefined],
		[{ expiresAt: '2h' }, undefined],
		[{ kind: 'incident' }, undefined],
		[{ id: 'x'.repeat(51) }, 'id'],
		[{ title: undefined }, 'title'],
	] as const) {
		const { status, body } = await server.write('POST', '/v1/series', { ...upgrade, id: 'w', ...fields });
		assert.deepEqual([status, body.code], [422, 'invalid'], JSON.stringify(fields));
		if (path !== undefined) assert.equal(body.issues[0].path, path, JSON.stringify(fields));
		assert.match(body.detail, /[.?]$/);
	}
	for (const span of ['from=2030-01-01T00:00:00Z', 'from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z'])
		assert.equal((await server.write('GET', `/v1/series?${span}`)).status, 422);
	const long = '/v1/series?from=2030-01-01T00:00:00Z&to=2031-01-01T00:00:00Z';
	assert.equal((await server.write('GET', long)).status, 422);
});

test('an edit names what changes; what is announced stays as it is', async (context) => {
	const { server, read, advanceTo, until, made } = await aSeries(context);
	await advanceTo('2030-02-28T02:00:00Z');
	await until(async () => (await read()).occurrences[0].state === 'announced');
	const edit = { title: 'Index upgrade', duration: '3h', body: null };
	const stale = await server.write('PATCH', '/v1/series/db', edit, { 'if-match': `"${made.body.seq}"` });
	assert.equal(stale.status, 412, 'the announcement has changed it');
	const edited = await server.write('PATCH', '/v1/series/db', edit);
	assert.equal(edited.status, 200, edited.text);
	assert.deepEqual([edited.body.notice.title, edited.body.notice.body], ['Index upgrade', undefined]);
	assert.deepEqual(
		edited.body.occurrences.slice(0, 2).map(({ end, state }: Record<string, string>) => [end, state]),
		[
			['2030-03-03T03:00:00.000Z', 'announced'],
			['2030-03-10T04:00:00.000Z', 'planned'],
		],
	);
	assert.equal((await server.request('/v1/notices/db-2030-03-03')).body.title, 'Database upgrade');
	assert.equal((await server.write('PATCH', '/v1/series/db', {})).status, 422);
	assert.equal((await server.write('PATCH', '/v1/series/db', { title: null })).status, 422);
	assert.equal((await server.write('PATCH', '/v1/series/no', { title: 'x' })).status, 404);
	assert.equal((await server.write('DELETE', '/v1/series/db')).status, 204);
	assert.equal((await server.write('GET', '/v1/series/db')).status, 404);
	assert.equal((await server.request('/v1/notices/db-2030-03-03')).body.phase, 'scheduled');
	const key = { 'idempotency-key': 'back' };
	const back = await server.write('POST', '/v1/series/db/restore', undefined, key);
	assert.deepEqual([back.status, back.body.occurrences[0].notice], [200, 'db-2030-03-03'], back.text);
	const repeated = await server.write('POST', '/v1/series/db/restore', undefined, key);
	assert.deepEqual([repeated.status, repeated.headers.get('idempotency-replayed')], [200, 'true']);
	assert.equal((await server.write('POST', '/v1/series/db/restore')).status, 412);
	assert.equal((await server.write('POST', '/v1/series/no/restore')).status, 404);
});

test('an occurrence is moved, cancelled and put back, before and after it is announced', async (context) => {
	const { server, read, advanceTo, until, act } = await aSeries(context);
	const moved = await act('2030-03-03', 'move', { end: '2030-03-03T06:00:00+01:00' });
	assert.equal(moved.status, 200, moved.text);
	const [first] = moved.body.occurrences;
	assert.deepEqual(
		[first.start, first.end, first.moved, first.ruled.end],
		['2030-03-03T01:00:00.000Z', '2030-03-03T05:00:00.000Z', true, '2030-03-03T03:00:00.000Z'],
	);
	const dry = await server.write('POST', '/v1/series/db/occurrences/2030-03-10/cancel?dry-run=true', {});
	assert.equal(dry.body.response.occurrences[1].state, 'cancelled');
	assert.equal((await read()).occurrences[1].state, 'planned');
	assert.equal((await act('2030-03-10', 'cancel')).body.occurrences[1].state, 'cancelled');
	assert.equal((await act('2030-03-10', 'restore')).body.occurrences[1].state, 'planned');
	await advanceTo('2030-02-28T02:00:00Z');
	await until(async () => (await read()).occurrences[0].state === 'announced');
	const id = 'db-2030-03-03';
	const noticeOf = async () => (await server.request(`/v1/notices/${id}`)).body;
	assert.equal((await noticeOf()).window.end, '2030-03-03T05:00:00.000Z');
	await act('2030-03-03', 'move', { start: '2030-03-03T03:00:00Z' });
	assert.deepEqual((await noticeOf()).window, {
		start: '2030-03-03T03:00:00.000Z',
		end: '2030-03-03T05:00:00.000Z',
	});
	const cancelled = await act('2030-03-03', 'cancel', { body: 'It is not needed.' });
	assert.deepEqual(
		[cancelled.body.occurrences[0].state, cancelled.body.occurrences[0].phase],
		['announced', 'cancelled'],
	);
	assert.equal((await noticeOf()).updates[0].body[0].children[0].text, 'It is not needed.');
	// The ordinary undo of a notice works too.
	assert.equal((await server.write('POST', `/v1/notices/${id}/undo`, {})).status, 200);
	assert.equal((await noticeOf()).phase, 'scheduled');
	assert.equal((await act('2030-03-03', 'restore')).body.occurrences[0].moved, false);
	assert.equal((await noticeOf()).window.start, '2030-03-03T01:00:00.000Z');
	for (const [day, what, body, code] of [
		['2030-03-04', 'cancel', {}, 'not-found'],
		['march', 'cancel', {}, 'invalid'],
		['2030-03-10', 'move', {}, 'invalid'],
		['2030-03-10', 'move', { begin: '1h' }, 'invalid'],
		['2030-03-10', 'restore', {}, 'invalid'],
	] as const)
		assert.equal((await act(day, what, body)).body.code, code, `${day} ${what}`);
	const stale = await act('2030-03-10', 'cancel', {}, { 'if-match': '"1"' });
	assert.equal(stale.status, 412);
});

test('nothing of a series reaches the public before its notices do', async (context) => {
	const { server } = await aSeries(context, { title: 'Zebra upgrade' });
	for (const path of ['/v1/snapshot', '/v1/history', '/v1/notices', '/v1/components'])
		assert.ok(!(await server.request(path)).text.toLowerCase().includes('zebra'), path);
	assert.equal((await server.request('/v1/series')).status, 401);
	const help = await server.write('POST', '/v1/tokens', { name: 'Help desk', role: 'support' });
	const headers = { authorization: `Bearer ${help.body.token}` };
	assert.equal((await server.request('/v1/series', { headers })).status, 403);
});
