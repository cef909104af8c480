/**
 * Visitors' reports on notices: when they are accepted, who may read the sums, and that they stay
 * private.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import type { VisitorAnswer } from '../../../../server/connectors/visitor-reports/notice-counts.ts';
import { NoticeReports } from '../../../../server/connectors/visitor-reports/notice-reports.ts';
import { VisitorRateLimiter } from '../../../../server/connectors/visitor-reports/visitor-rate-limiter.ts';
import { LiveState } from '../../../../server/core/live-state.ts';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { memoryStore } from '../../../../server/core/private-store/memory-store.ts';
import type { PrivateStore } from '../../../../server/core/private-store/private-store.ts';
import type { ReportError } from '../../../../server/core/report-error.ts';
import type { CandorOptions } from '../../../../server/index.ts';
import type { Commit } from '../../../../src/model/state/commit.ts';
import { noticeLike } from '../../../model/given.ts';
import { aFolder } from '../../../support/folder.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aServer } from '../../../support/server.ts';
import { aSubscriber } from '../../../support/subscriber.ts';
import { wholeComponent } from '../../../support/whole.ts';

const noon = Date.parse('2030-01-31T12:00:00.000Z');
const minute = 60_000;
const at = (ms: number): string => new Date(ms).toISOString();
const nothing = { affected: 0, worksAgain: 0, stillBroken: 0, since: null };

/**
 * A server on a clock that the test sets; `open` opens an incident that asks visitors for reports.
 */
async function aReportingServer(context: TestContext, options: CandorOptions = {}) {
	const time = { now: noon };
	const clock = { now: () => time.now, after: () => () => undefined };
	const server = await aServer(context, { clock, ...options });
	const open = (fields: object) =>
		server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', reporting: true, ...fields });
	const send = (says: unknown, headers: Record<string, string> = {}, id = 'n') =>
		server.request(`/v1/reports/notices/${id}`, {
			method: 'POST',
			headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
			body: typeof says === 'string' ? JSON.stringify({ says }) : JSON.stringify(says),
		});
	/** Sends a report and returns the status of the response, and its code if it is an error. */
	const report = async (says: string) => {
		const { status, body } = await send(says);
		return body ? `${status} ${body.code}` : String(status);
	};
	const counts = async (id = 'n') => (await server.write('GET', `/v1/notices/${id}/reports`)).body;
	return { ...server, time, open, send, report, counts };
}

test('each answer is counted separately, and operators read the sums', async (context) => {
	const { open, send, report, write, counts, time } = await aReportingServer(context);
	await open({});
	assert.deepEqual(await counts(), nothing);
	const answer = await send('affected');
	assert.deepEqual([answer.status, answer.text], [202, '']);
	time.now += minute;
	assert.equal(await report('affected'), '202');
	await write('PATCH', '/v1/notices/n', { title: 'Checkout has failed' });
	await write('POST', '/v1/notices/n/updates', { body: 'It is mended.', phase: 'monitoring' });
	for (const says of ['works-again', 'still-broken', 'works-again']) assert.equal(await report(says), '202');
	assert.deepEqual(await counts(), { affected: 2, worksAgain: 2, stillBroken: 1, since: at(noon) });
});

test('only operators read the sums, and only of existing notices', async (context) => {
	const { open, request, write } = await aReportingServer(context);
	await open({});
	const read = (headers = {}) => request('/v1/notices/n/reports', { headers });
	assert.equal((await read()).status, 401);
	assert.equal((await read({ authorization: 'Bearer another-token' })).status, 401);
	assert.equal((await write('GET', '/v1/notices/unknown/reports')).status, 404);
});

test('"works again" and "still broken" are accepted only in the phases monitoring and verifying', async (context) => {
	const { open, report, write } = await aReportingServer(context);
	const closed = '409 reports-closed';
	await open({});
	const phase = (name: string) => write('POST', '/v1/notices/n/updates', { body: 'x', phase: name });
	assert.equal(await report('works-again'), closed);
	await phase('monitoring');
	assert.equal(await report('still-broken'), '202');
	await phase('identified');
	assert.equal(await report('still-broken'), closed);
	assert.equal(await report('affected'), '202');

	const window = { start: at(noon + minute), end: at(noon + 60 * minute) };
	const maintenance = { kind: 'maintenance', impact: 'none', window, endsByClock: true, reporting: true };
	const about = await aReportingServer(context);
	await about.open(maintenance);
	assert.equal(await about.report('affected'), closed, 'before its window');
	about.time.now += 2 * minute;
	assert.equal(await about.report('affected'), '202');
	assert.equal(await about.report('works-again'), closed);
	await about.write('POST', '/v1/notices/n/updates', { body: 'x', phase: 'verifying' });
	assert.equal(await about.report('works-again'), '202');
	about.time.now += 60 * minute;
	assert.equal(await about.report('affected'), '409 notice-ended', 'after its window');
});

test('a notice accepts no reports if it does not ask, has ended, has expired or does not exist', async (context) => {
	const { open, report, send, write, counts, time } = await aReportingServer(context);
	await open({ reporting: false });
	assert.equal(await report('affected'), '409 reports-closed');
	await write('PATCH', '/v1/notices/n', { reporting: true, expiresAt: at(noon + minute) });
	assert.equal(await report('affected'), '202');
	time.now += minute;
	assert.equal(await report('affected'), '409 reports-closed');
	await write('PATCH', '/v1/notices/n', { expiresAt: null });
	await write('POST', '/v1/notices/n/resolve', {});
	assert.equal(await report('affected'), '409 notice-ended');
	assert.equal((await counts()).affected, 1, 'the sums stay');
	await write('POST', '/v1/notices/n/retract', {});
	assert.equal(await report('affected'), '410 retracted');
	for (const id of ['unknown', '..%2Fpage', '%00', '__proto__', 'constructor', 'x'.repeat(500)])
		assert.equal((await send('affected', {}, id)).body?.code, 'not-found', id);
});

test('an invalid report is refused and not counted', async (context) => {
	const { open, request, counts } = await aReportingServer(context);
	await open({});
	const send = async (body: string | Buffer) => {
		const init = { method: 'POST', body: new Uint8Array(Buffer.from(body)) };
		const answer = await request('/v1/reports/notices/n', init);
		return `${answer.status} ${answer.body?.code}`;
	};
	const says = (value: unknown): string => JSON.stringify({ says: value });
	for (const [expected, body] of [
		['400 malformed', ''],
		['400 malformed', '{'],
		['400 malformed', 'affected'],
		['400 malformed', Buffer.from([0x22, 0xff, 0x22])],
		...['null', '[]', '"affected"', '{}', says('Affected'), says(['affected']), says(1)].map(
			(text) => ['422 invalid', text] as const,
		),
		['422 invalid', says('toString')],
		['422 invalid', '{"says":"affected","visitor":"someone"}'],
		['413 too-large', `${says('affected')}${' '.repeat(300)}`],
		['413 too-large', ' '.repeat(100_000)],
	] as const)
		assert.equal(await send(body), expected, String(body).slice(0, 60));
	assert.deepEqual(await counts(), nothing);
	for (const method of ['GET', 'PUT', 'DELETE'])
		assert.equal((await request('/v1/reports/notices/n', { method })).status, 405, method);
});

test('one address is limited, whatever its headers say', async (context) => {
	const { open, send, counts, time } = await aReportingServer(context, { trustedProxies: [] });
	await open({});
	const headersOf = (index: number) => ({
		'x-forwarded-for': `203.0.113.${index}`,
		'x-real-ip': `203.0.113.${index}`,
		forwarded: `for=203.0.113.${index}`,
		'cf-connecting-ip': `203.0.113.${index}`,
	});
	const answers: number[] = [];
	for (let index = 0; index < 8; index++) answers.push((await send('affected', headersOf(index))).status);
	assert.deepEqual(answers, [202, 202, 202, 202, 202, 429, 429, 429]);
	const refused = await send('affected');
	assert.equal(refused.body.code, 'too-many');
	assert.ok(Number(refused.headers.get('retry-after')) > 0);
	assert.equal((await counts()).affected, 5);
	time.now += minute;
	assert.equal((await send('affected')).status, 202);
});

test('behind a trusted proxy each visitor has a limit of their own, by the address that the proxy saw', async (context) => {
	const { open, send } = await aReportingServer(context, { trustedProxies: ['127.0.0.1'] });
	await open({});
	const from = async (hops: string) => (await send('affected', { 'x-forwarded-for': hops })).status;
	for (let index = 0; index < 5; index++)
		assert.equal(await from(`203.0.113.${index}, 198.51.100.7`), 202, 'the first address may be forged');
	assert.equal(await from('203.0.113.9, 198.51.100.7'), 429);
	assert.equal(await from('198.51.100.8'), 202);
	for (let index = 0; index < 5; index++) assert.equal(await from(`2001:db8:1:1::${index}`), 202);
	assert.equal(await from('2001:db8:1:1:ffff::1'), 429, 'one /64 network');
});

test('pages of other origins can report without a preflight if they may read', async (context) => {
	const everywhere = await aReportingServer(context);
	await everywhere.open({});
	const open = await everywhere.send('affected', { origin: 'https://shop.example' });
	assert.deepEqual([open.status, open.headers.get('access-control-allow-origin')], [202, '*']);
	const some = await aReportingServer(context, { origins: ['https://shop.example'] });
	await some.open({});
	const allowed = await some.send('affected', { origin: 'https://shop.example' });
	assert.deepEqual(
		[allowed.status, allowed.headers.get('access-control-allow-origin')],
		[202, 'https://shop.example'],
	);
	const refused = await some.send('affected', { origin: 'https://other.example' });
	assert.deepEqual([refused.status, refused.body.code], [403, 'origin-not-allowed']);
	assert.equal((await some.counts()).affected, 1);
});

test('reports reach neither a stream nor the log', async (context) => {
	const { open, report, request, write, url, counts } = await aReportingServer(context);
	await open({});
	const reader = await aSubscriber(url);
	context.after(() => reader.close());
	for (let index = 0; index < 4; index++) await report('affected');
	assert.equal((await counts()).affected, 4);
	const { body, text } = await request('/v1/snapshot');
	assert.equal(body.seq, 1);
	assert.doesNotMatch(text + (await request('/v1/history')).text, /stillBroken|worksAgain|"affected":\d/);
	await write('PUT', '/v1/components/search', wholeComponent({ name: 'Search' }));
	await reader.until(({ state }) => state.seq === 2);
	assert.doesNotMatch(JSON.stringify(reader.frames), /stillBroken|worksAgain|"affected":\d/);
});

test('the sums survive a restart, and are deleted when the notice is retracted', async (context) => {
	const data = aFolder(context);
	const before = await aReportingServer(context, { data });
	await before.open({});
	await before.report('affected');
	await before.close();
	const after = await aReportingServer(context, { data });
	assert.deepEqual(await after.counts(), { ...nothing, affected: 1, since: at(noon) });
	assert.equal(await after.report('affected'), '202');
	assert.equal((await after.counts()).affected, 2);
	await after.write('POST', '/v1/notices/n/retract', {});
	await after.close();
	const last = await aReportingServer(context, { data });
	assert.equal((await last.write('GET', '/v1/notices/n/reports')).body.code, 'retracted');
});

const reportable = { id: 'n', seq: 1, value: noticeLike({ reporting: true }) };

/** The sums of one server on a private store. */
async function someSums(privateStore: PrivateStore = memoryStore()) {
	const fault: { error: Error | null } = { error: null };
	const increment: PrivateStore['increment'] = async (...args) => {
		if (fault.error) throw fault.error;
		return privateStore.increment(...args);
	};
	const clock = aManualClock();
	const log = memoryLog(randomUUID());
	const liveState = await LiveState.start(log);
	const rateLimiter = new VisitorRateLimiter({ threshold: 1_000, windowMs: minute }, clock.now());
	const lines: string[] = [];
	const reportError: ReportError = (_, message) => void lines.push(message);
	const dependencies = {
		privateStore: { ...privateStore, increment },
		liveState,
		clock,
		reportError,
		rateLimiter,
	};
	await log.append(opened, 0);
	await liveState.reached(1);
	const reports = await NoticeReports.open(dependencies);
	const report = (answer: VisitorAnswer = 'affected') => reports.record(reportable, answer, null);
	const stored = async () => (await privateStore.list('notice-reports')).map(({ value }) => value);
	return { reports, report, stored, clock, fault, lines, liveState, log };
}

const opened: Commit = {
	seq: 1,
	at: at(noon),
	actor: 'ops',
	cause: { command: 'open-notice' },
	changes: [{ kind: 'notice', id: 'n', value: noticeLike({ reporting: true }) }],
};

test('the reports of five seconds are saved together, and again after a failure', async () => {
	const { reports, report, stored, clock, fault, lines, liveState } = await someSums();
	report();
	report();
	assert.deepEqual(await stored(), []);
	const since = at(clock.now());
	fault.error = new Error('the disk is full');
	clock.advance(5_000);
	while (lines.length === 0) await new Promise(setImmediate);
	assert.match(lines[0] ?? '', /visitor reports were not saved/);
	fault.error = null;
	report();
	clock.advance(5_000);
	while ((await stored()).length === 0) await new Promise(setImmediate);
	assert.deepEqual(await stored(), [{ ...nothing, affected: 3, since }]);
	report();
	assert.equal((await reports.counts('n')).affected, 4);
	await reports.close();
	assert.deepEqual(await stored(), [{ ...nothing, affected: 4, since }], 'closing saves the rest');
	await liveState.stop();
});

test('two servers on one private store count the reports of both', async () => {
	const privateStore = memoryStore();
	const [one, two] = [await someSums(privateStore), await someSums(privateStore)];
	for (const { report } of [one, two, one]) report();
	for (const { clock } of [one, two]) clock.advance(5_000);
	while (((await two.stored())[0] as { affected: number } | undefined)?.affected !== 3)
		await new Promise(setImmediate);
	two.report();
	assert.equal((await two.reports.counts('n')).affected, 4);
	assert.equal((await one.reports.counts('n')).affected, 3, 'not saved by the other server yet');
	for (const { reports } of [one, two]) await reports.close();
	assert.equal((await one.reports.counts('n')).affected, 4);
	for (const { liveState } of [one, two]) await liveState.stop();
});

test('a retraction deletes the sums, also those that another server saves at that moment', async () => {
	const privateStore = memoryStore();
	const [one, two] = [await someSums(privateStore), await someSums(privateStore)];
	one.report();
	await one.reports.close();
	two.report();
	await two.log.append({ ...opened, seq: 2, changes: [{ kind: 'notice', id: 'n', value: null }] }, 1);
	await two.liveState.reached(2);
	await two.reports.close();
	assert.deepEqual(await two.stored(), []);
	for (const { liveState } of [one, two]) await liveState.stop();
});

test('damaged sums are logged; the fields that are whole still count', async () => {
	const privateStore = memoryStore();
	await privateStore.put('notice-reports', 'n', { ...nothing, affected: 'x', stillBroken: 2 });
	const { reports, report, lines, liveState } = await someSums(privateStore);
	assert.match(lines[0] ?? '', /stored visitor reports are damaged/);
	report();
	assert.deepEqual(await reports.counts('n'), {
		...nothing,
		affected: 1,
		stillBroken: 2,
		since: at(Date.UTC(2030, 0, 31)),
	});
	await reports.close();
	await liveState.stop();
});
