/** Vendors: how politely they are asked, and that nothing is published without a rule. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { RuleRunner } from '../../../../server/connectors/alerts/rule-runner.ts';
import { StoredSources } from '../../../../server/connectors/alerts/stored-sources.ts';
import { vendorReader } from '../../../../server/connectors/alerts/vendor-request.ts';
import { pollMs, Vendors } from '../../../../server/connectors/alerts/vendors.ts';
import { outboundGets } from '../../../../server/connectors/channels/outbound-request.ts';
import { memoryStore } from '../../../../server/core/private-store/memory-store.ts';
import type { Alert } from '../../../../src/model/alerts/alert.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { seeded } from '../../../support/seeded-random.ts';
import { aStory, minute } from './story.ts';
import { anUpstream, incident, sendJson, summary } from './upstream.ts';

const hour = 60 * minute;

/** The part of the server that asks vendors, with real sockets, and a clock that the test advances. */
async function aFollower(context: TestContext, settings: object = {}) {
	const upstream = await anUpstream(context);
	const clock = aManualClock();
	const privateStore = memoryStore();
	const sources = new StoredSources({ privateStore, clock, newId: () => 'id' });
	await sources.create('vendor', { kind: 'vendor', settings: { page: upstream.url, ...settings } });
	const times: number[] = [];
	const open = new Set<Promise<unknown>>();
	const received: (readonly Alert[])[] = [];
	const read = vendorReader({ get: outboundGets({ allowed: ['127.0.0.0/8'] }), clock });
	const start = (): Vendors => {
		const vendors = new Vendors({
			...{ privateStore, sources, clock, random: seeded(7) },
			runner: {
				receive: async (_: string, alerts: readonly Alert[]) => received.push(alerts),
			} as unknown as RuleRunner,
			read(...given) {
				times.push(clock.now());
				const answer = read(...given);
				open.add(answer);
				void answer.finally(() => open.delete(answer));
				return answer;
			},
			reportError: (error) => assert.fail(error as Error),
			onAccepted: () => undefined,
		});
		context.after(() => vendors.close());
		return vendors;
	};
	let isHanging = false;
	return {
		...{ upstream, clock, times, received, start },
		hang(): void {
			isHanging = true;
			upstream.answer = () => undefined;
		},
		/** Advances the clock second by second, and lets each request finish at its time. */
		async pass(ms: number): Promise<void> {
			for (let passed = 0; passed < ms; passed += 1_000) {
				clock.advance(1_000);
				await setImmediate();
				// The deadline of a request that hangs is a time of this clock.
				if (!isHanging) while (open.size > 0) await Promise.all(open);
				for (let round = 0; round < 5; round++) await setImmediate();
			}
			isHanging = false;
			while (open.size > 0) {
				clock.advance(1_000);
				await wait(1);
			}
		},
	};
}

const gaps = (times: readonly number[]): number[] =>
	times.slice(1).map((time, index) => time - (times[index] as number));

test('a vendor that answers is asked once a minute, with its ETag, and 304 changes nothing', async (context) => {
	const { upstream, times, received, start, pass } = await aFollower(context);
	upstream.answer = (response, path) => {
		assert.equal(path, '/api/v2/summary.json');
		const { length } = upstream.requests;
		if (length > 1) response.writeHead(304).end();
		else sendJson(response, summary('major_outage'), { etag: '"one"' });
	};
	const vendors = start();
	await pass(hour);
	assert.ok(times.length >= 55 && times.length <= 61, `${times.length} requests in an hour`);
	assert.ok(Math.min(...gaps(times)) >= pollMs);
	assert.equal(upstream.requests.length, times.length);
	assert.equal(upstream.requests[0]?.['if-none-match'], undefined);
	assert.ok(upstream.requests.slice(1).every((headers) => headers['if-none-match'] === '"one"'));
	assert.ok(received.every((alerts) => alerts.length === 1 && alerts[0]?.firing));
	assert.equal(await vendors.problemOf('vendor'), null);
});

const failures: Readonly<
	Record<string, { readonly fail: (response: ServerResponse) => void; readonly says: RegExp }>
> = {
	'404': { fail: (response) => response.writeHead(404).end('none'), says: /status 404/ },
	'500': { fail: (response) => response.writeHead(500).end(), says: /status 500/ },
	'301 to an inside address': {
		fail: (response) => response.writeHead(301, { location: 'http://127.0.0.1:1/' }).end(),
		says: /status 301/,
	},
	'HTML with 200': {
		fail: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>'),
		says: /text\/html\) has another shape/,
	},
	'JSON of another shape': { fail: (response) => sendJson(response, { page: [] }), says: /another shape/ },
	'a connection that ends': { fail: (response) => response.destroy(), says: /cannot be reached/ },
	'an endless body': {
		fail: (response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end('x'.repeat(3 * 1024 * 1024));
		},
		says: /longer than 2 MB/,
	},
};

for (const [name, { fail, says }] of Object.entries(failures))
	test(`${name}: a vendor is asked less and less often, and its alerts stay`, async (context) => {
		const { upstream, times, received, start, pass } = await aFollower(context);
		upstream.answer = (response) => sendJson(response, summary('major_outage'));
		const vendors = start();
		await pass(2_000);
		assert.equal(received.length, 1);
		upstream.answer = fail;
		await pass(6 * hour);
		assert.ok(times.length >= 12 && times.length <= 45, `${times.length} requests in six hours`);
		assert.ok(Math.min(...gaps(times)) >= pollMs);
		assert.equal(received.length, 1, 'a failure ends no alert');
		assert.match((await vendors.problemOf('vendor')) ?? '', says);
		upstream.answer = (response) => sendJson(response, summary());
		await pass(hour);
		assert.deepEqual(
			received.at(1)?.map(({ key, firing }) => [key, firing]),
			[['component api', false]],
		);
		assert.equal(await vendors.problemOf('vendor'), null);
	});

test('a vendor that never answers is given 20 s, and asked less and less often', async (context) => {
	const { times, start, pass, hang } = await aFollower(context);
	hang();
	const vendors = start();
	await pass(hour);
	assert.ok(times.length >= 2 && times.length <= 20, `${times.length} requests in an hour`);
	assert.ok(Math.min(...gaps(times)) >= pollMs);
	assert.match((await vendors.problemOf('vendor')) ?? '', /within 20 s/);
});

test('429: the time that the vendor asks for is kept, also after a restart', async (context) => {
	const { upstream, times, start, pass } = await aFollower(context);
	upstream.answer = (response) => response.writeHead(429, { 'retry-after': '7200' }).end();
	const first = start();
	await pass(hour);
	assert.equal(times.length, 1);
	await first.close();
	start();
	await pass(hour - 10_000);
	assert.equal(times.length, 1, 'not before its time');
	await pass(2 * minute);
	assert.equal(times.length, 2);
});

test('two servers ask a vendor no more often than one', async (context) => {
	const { times, start, pass } = await aFollower(context);
	start();
	start();
	await pass(30 * minute);
	assert.ok(times.length >= 25 && times.length <= 31, `${times.length} requests in half an hour`);
	assert.ok(Math.min(...gaps(times)) >= pollMs);
});

test('what a vendor reports becomes a draft by a rule, and nothing without one', async (context) => {
	const upstream = await anUpstream(context);
	const rule = {
		match: [
			{ label: 'page', op: '=', value: 'Card vendor' },
			{ label: 'type', op: '=', value: 'incident' },
		],
		openAfter: '0s',
		resolveAfter: '0s',
	};
	const story = await aStory(context, rule, { channels: { allowed: ['127.0.0.0/8'] } });
	const { server, pass, drafts, notices } = story;
	/** Advances the clock until it is so. */
	const until = async (isSo: () => Promise<boolean>): Promise<void> => {
		while (!(await isSo())) {
			await pass(10_000);
			await wait(5);
		}
	};
	let document = summary('major_outage', [incident()]);
	upstream.answer = (response) => sendJson(response, document);
	const settings = { page: upstream.url };
	const created = await server.write('POST', '/v1/alert-sources', { id: 'cards', kind: 'vendor', settings });
	assert.deepEqual([created.status, created.body.secret], [201, null], created.text);
	await until(async () => (await drafts()).length === 1);
	const [draft] = await drafts();
	assert.deepEqual([draft.command.title, draft.author.id], ['Problems with Checkout', 'rule:checkout']);
	assert.deepEqual(await notices(), [], 'the component alert has no rule, and the incident is a draft');
	const { sources } = (await server.write('GET', '/v1/alerts')).body;
	const shown = sources.find(({ id }: { id: string }) => id === 'cards');
	assert.deepEqual([shown.problem, shown.settings.page], [null, upstream.url]);
	// The name of its state changes, and it is still the same draft.
	document = summary('partial_outage', [incident('monitoring')]);
	const before = upstream.requests.length;
	await until(async () => upstream.requests.length >= before + 2);
	assert.equal((await drafts()).length, 1);
	document = summary();
	await until(async () => (await drafts()).length === 0);
	assert.deepEqual(await notices(), []);

	const message = await server.request('/v1/alerts/cards', {
		method: 'POST',
		body: JSON.stringify(document),
	});
	assert.equal(message.status, 401, 'no message is accepted for it');
	assert.equal((await server.write('DELETE', '/v1/alert-sources/cards')).status, 204);
	const last = upstream.requests.length;
	await pass(5 * minute);
	assert.equal(upstream.requests.length, last, 'a source that was removed is not asked');
});

test('a vendor inside is not asked, unless the configuration allows it', async (context) => {
	const upstream = await anUpstream(context);
	const { server, pass } = await aStory(context);
	for (const [id, page] of [
		['loopback', upstream.url],
		['mapped', upstream.url.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
		['number', upstream.url.replace('127.0.0.1', '2130706433')],
	]) {
		const made = await server.write('POST', '/v1/alert-sources', { id, kind: 'vendor', settings: { page } });
		assert.equal(made.status, 201, made.text);
	}
	const problems = async (): Promise<(string | null)[]> =>
		(await server.write('GET', '/v1/alerts')).body.sources
			.filter(({ kind }: { kind: string }) => kind === 'vendor')
			.map(({ problem }: { problem: string | null }) => problem);
	while ((await problems()).includes(null)) {
		await pass(10_000);
		await wait(5);
	}
	assert.equal(upstream.requests.length, 0);
	for (const page of ['ftp://vendor.example', 'https://user:secret@vendor.example', 'vendor.example']) {
		const settings = { page };
		const refused = await server.write('POST', '/v1/alert-sources', {
			id: 'other',
			kind: 'vendor',
			settings,
		});
		assert.deepEqual([refused.status, refused.body.code], [422, 'invalid'], refused.text);
	}
	const none = await server.write('POST', '/v1/alert-sources', { id: 'other', kind: 'vendor' });
	assert.equal(none.body.issues[0].path, 'settings.page');
});

test('the widget of incident.io is read, and rules can be tested with a document', async (context) => {
	const { server } = await aStory(context, { match: [{ label: 'type', op: '=', value: 'incident' }] });
	const document = summary('operational', [incident()]);
	const tested = await server.write('POST', '/v1/alert-rule-test', { kind: 'vendor', document });
	assert.equal(tested.body.alerts[0].does, 'draft', tested.text);
	assert.equal(tested.body.alerts[0].labels.components, 'API');
	const settings = { page: 'https://vendor.example', shape: 'incident-io' };
	const made = await server.write('POST', '/v1/alert-sources', { id: 'other', kind: 'vendor', settings });
	assert.equal(made.status, 201, made.text);
	const widget = {
		page_title: 'Card vendor',
		page_url: 'https://vendor.example',
		ongoing_incidents: [
			{
				...{ id: 'i1', name: 'Payments are failing', status: 'identified' },
				affected_components: [{ id: 'api', name: 'API', current_status: 'full_outage' }],
			},
		],
		in_progress_maintenances: [],
		scheduled_maintenances: [{ id: 'm1', name: 'Later', status: 'maintenance_scheduled' }],
	};
	const read = await server.write('POST', '/v1/alert-rule-test', { source: 'other', document: widget });
	assert.deepEqual(
		read.body.alerts.map(({ labels }: { labels: { type: string; name: string } }) => [
			labels.type,
			labels.name,
		]),
		[['incident', 'Payments are failing']],
	);
	const wrong = await server.write('POST', '/v1/alert-rule-test', { source: 'other', document });
	assert.equal(wrong.body.code, 'invalid');
});
