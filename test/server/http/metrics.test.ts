/** The metrics, who may read them, and what is shipped to read them with. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import pino from 'pino';
import { parse } from 'yaml';
import { backupDefaults } from '../../../server/core/backup/backup-options.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { aFolder } from '../../support/folder.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aServer, type TestServer, token } from '../../support/server.ts';
import { aSubscriber } from '../../support/subscriber.ts';
import { anIncident, aStory, minute } from './statuspage/story.ts';

const asOperator = { headers: { authorization: `Bearer ${token}` } };

/** The text of the metrics. */
async function textOf({ request }: Pick<TestServer, 'request'>): Promise<string> {
	const { status, text } = await request('/metrics', asOperator);
	assert.equal(status, 200, text);
	return text;
}

const valueIn = (text: string, name: string): number =>
	Number(
		text
			.split('\n')
			.find((line) => line.startsWith(`${name} `))
			?.split(' ')[1],
	);

/** The names of all metrics. */
const namesIn = (text: string): Set<string> =>
	new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name));

describe('GET /metrics', () => {
	it('needs the token of a viewer or a higher role', async (context) => {
		const { request, write } = await aServer(context);
		const statuses: unknown[] = [(await request('/metrics')).status];
		for (const role of ['viewer', 'support', 'responder', 'publisher', 'admin']) {
			const { body } = await write('POST', '/v1/tokens', { name: role, role });
			const headers = { authorization: `Bearer ${body.token}` };
			const answer = await request('/metrics', { headers });
			statuses.push([role, answer.status]);
			assert.ok(!answer.text.includes(body.token));
		}
		assert.deepEqual(statuses, [
			401,
			...[
				['viewer', 200],
				['support', 403],
				['responder', 200],
				['publisher', 200],
				['admin', 200],
			],
		]);
	});

	it('is open to all, or gone, where the operator says so', async (context) => {
		const open = await aServer(context, { metrics: 'open' });
		const { status, headers } = await open.request('/metrics');
		assert.deepEqual(
			[status, headers.get('content-type'), headers.get('cache-control')],
			[200, 'text/plain; version=0.0.4; charset=utf-8', 'no-store'],
		);
		const { paths } = (await open.request('/v1/openapi.json')).body;
		assert.deepEqual(paths['/metrics'].get.security, []);
		const off = await aServer(context, { metrics: 'off' });
		assert.equal((await off.request('/metrics', asOperator)).status, 404);
		assert.equal('/metrics' in (await off.request('/v1/openapi.json')).body.paths, false);
	});

	it('counts streams, commits, open notices, overdue promises and refused sign-ins', async (context) => {
		const story = await aStory(context);
		const before = await textOf(story);
		assert.deepEqual(
			['candor_streams', 'candor_overdue_promises', 'candor_can_publish', 'candor_commit_seconds_count'].map(
				(name) => valueIn(before, name),
			),
			[0, 0, 1, 5],
		);
		const readers = await Promise.all([aSubscriber(story.url), aSubscriber(story.url)]);
		context.after(() => readers.map((reader) => reader.close()));
		await anIncident(story);
		await story.write('POST', '/v1/notices', {
			...{
				id: 'slow',
				title: 'Search is slow',
				impact: 'minor',
				body: 'x',
				promise: { nextUpdateBy: '20m' },
			},
		});
		await story.write('POST', '/v1/drafts', { title: 'A draft', impact: 'critical', body: 'x' });
		for (const wrong of ['wrong-token-wrong-token', 'another-wrong-token-x'])
			await story.request('/v1/drafts', { headers: { authorization: `Bearer ${wrong}` } });
		await Promise.all(readers.map((reader) => reader.until(({ ids }) => ids.at(-1) === '10')));
		// Before the jump of the clock, at which the hub may find that a stream has stalled.
		assert.equal(valueIn(await textOf(story), 'candor_streams'), 2);
		story.clock.advance(21 * minute);
		const text = await textOf(story);
		const seen = (name: string) => valueIn(text, name);
		assert.deepEqual(
			{
				minor: seen('candor_open_notices{kind="incident",impact="minor"}'),
				major: seen('candor_open_notices{kind="incident",impact="major"}'),
				overdue: seen('candor_overdue_promises'),
				failed: seen('candor_refused_sign_ins_total{reason="failed"}'),
				uncaught: seen('candor_uncaught_errors_total{in="request"}'),
			},
			{ minor: 1, major: 0, overdue: 1, failed: 2, uncaught: 0 },
		);
		// A draft is a commit, and nothing that streams get.
		assert.ok(seen('candor_commit_seconds_count') > seen('candor_fanout_seconds_count'));
		assert.ok(seen('candor_fanout_seconds_count') >= 5);
		assert.ok(seen('candor_commit_seconds_sum') > 0);
		assert.doesNotMatch(text, /wrong|Search|slow"|draft|a-token/i);
	});

	it('belongs to one server, however many are in a process', async (context) => {
		const [first, second] = [await aServer(context), await aServer(context, { clock: aManualClock() })];
		await first.write('POST', '/v1/notices', { title: 'Down', impact: 'minor' });
		assert.deepEqual(
			[await textOf(first), await textOf(second)].map((text) =>
				valueIn(text, 'candor_open_notices{kind="incident",impact="minor"}'),
			),
			[1, 0],
		);
	});

	it('counts each refused request under one reason', async (context) => {
		const server = await aServer(context, { clock: aManualClock() });
		for (let guess = 0; guess < 25; guess++)
			await server.request('/v1/drafts', { headers: { authorization: `Bearer wrong-${guess}` } });
		const text = await textOf(server);
		assert.deepEqual(
			['failed', 'limited'].map((reason) =>
				valueIn(text, `candor_refused_sign_ins_total{reason="${reason}"}`),
			),
			[20, 5],
		);
	});

	it('counts errors that no code expects: of requests, of the core and of the connectors', async (context) => {
		const data = aFolder(context);
		const { privateStore, close } = openFolder(data);
		await privateStore.put('notice-reports', 'n', { affected: 'x' });
		await close();
		const lines: { level: string; msg: string }[] = [];
		const logger = pino({ level: 'error' }, { write: (line) => void lines.push(JSON.parse(line)) });
		const fault: { error: Error | null } = { error: null };
		const clock = {
			...aManualClock(),
			now: () => {
				if (fault.error) throw fault.error;
				return Date.UTC(2030, 0, 31);
			},
		};
		const server = await aServer(context, { data, logger, clock });
		const counts = async () => {
			const text = await textOf(server);
			return ['request', 'background'].map((place) =>
				valueIn(text, `candor_uncaught_errors_total{in="${place}"}`),
			);
		};
		// The sums of the notice cannot be read.
		assert.deepEqual(await counts(), [0, 1]);
		fault.error = new Error('the clock is broken');
		assert.equal((await server.request('/v1/snapshot')).status, 500);
		// Through a server without the listener of streams.
		const other = createServer(server.candor.handler).listen(0, '127.0.0.1');
		context.after(() => other.close());
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		assert.equal((await fetch(`http://127.0.0.1:${port}/v1/stream`)).status, 500);
		fault.error = null;
		assert.deepEqual(await counts(), [2, 1]);
		assert.deepEqual(
			lines.map(({ msg }) => msg),
			['stored visitor reports are damaged', 'request failed', 'request failed'],
		);
	});

	it('counts every error that a connector catches and logs', () => {
		const files = readdirSync('server/connectors', { recursive: true, encoding: 'utf8' });
		const sources = files.filter((file) => file.endsWith('.ts'));
		assert.ok(sources.length > 10);
		for (const file of sources)
			assert.doesNotMatch(
				readFileSync(`server/connectors/${file}`, 'utf8'),
				/\blogger\.(?:error|fatal)\([^)]*\berr\b/,
				file,
			);
	});
});

const folder = 'server/monitoring/data';

/** The names of metrics in a PromQL expression, without the endings of a histogram. */
const metricsIn = (expression: string): string[] =>
	[...expression.matchAll(/\b(?:candor|process)_\w+/g)].map(([name]) =>
		name.replace(/_(?:bucket|sum|count)$/, ''),
	);

async function knownMetrics(context: TestContext): Promise<Set<string>> {
	const backups = {
		...{ ...backupDefaults, recipients: [], target: join(aFolder(context), 'backups') },
		...{ verifySchedule: null, identity: null, environment: {} },
	};
	return namesIn(await textOf(await aServer(context, { backups })));
}

it('describes every metric, and has no series twice, which Prometheus would refuse', async (context) => {
	const text = await textOf(await aServer(context));
	for (const name of namesIn(text)) assert.match(text, new RegExp(`^# HELP ${name} .+$`, 'm'));
	const series = text
		.split('\n')
		.filter((line) => line && !line.startsWith('#'))
		.map((line) => line.slice(0, line.lastIndexOf(' ')));
	assert.equal(new Set(series).size, series.length);
});

describe('what is shipped for Prometheus', () => {
	// test/programs/promtool.test.ts loads the same rules with the program of Prometheus.
	it('has alert rules about metrics that exist, each with a severity and with what to do', async (context) => {
		const known = await knownMetrics(context);
		const { groups } = parse(readFileSync(`${folder}/alert-rules.yml`, 'utf8'));
		assert.deepEqual(
			groups.map(({ name }: { name: string }) => name),
			['candor'],
		);
		const [{ rules }] = groups;
		assert.equal(new Set(rules.map(({ alert }: { alert: string }) => alert)).size, rules.length);
		assert.ok(rules.length >= 8);
		for (const { alert, expr, labels, annotations, ...rest } of rules) {
			assert.match(alert, /^Candor[A-Z]\w+$/);
			assert.deepEqual(
				Object.keys(rest).filter((key) => key !== 'for'),
				[],
				alert,
			);
			assert.match(labels.severity, /^(?:critical|warning)$/);
			assert.ok(annotations.summary && annotations.description.endsWith('.'), alert);
			const used = metricsIn(expr);
			assert.ok(used.length > 0 || expr.startsWith('up{'), alert);
			for (const name of used) assert.ok(known.has(name), `${alert}: ${name}`);
			for (const [open, close] of ['()', '{}', '[]'])
				assert.equal(expr.split(open).length, expr.split(close).length, alert);
		}
	});

	it('has a dashboard whose panels ask for metrics that exist, and cover all of them', async (context) => {
		const known = await knownMetrics(context);
		const { panels, templating, title } = JSON.parse(
			readFileSync(`${folder}/grafana-dashboard.json`, 'utf8'),
		);
		assert.equal(title, 'Candor');
		assert.deepEqual(
			templating.list.map(({ name }: { name: string }) => name),
			['datasource', 'instance'],
		);
		const used = new Set<string>();
		for (const panel of panels) {
			assert.ok(panel.title && panel.targets.length > 0);
			const { x, w } = panel.gridPos;
			assert.ok(x + w <= 24, panel.title);
			for (const { expr, datasource } of panel.targets) {
				// The variable `instance` has the servers, whatever their job is called.
				assert.doesNotMatch(expr, /\bjob\b/);
				assert.ok(expr.includes('instance=~"$instance"'), expr);
				assert.match(datasource.uid, /^\$\{datasource\}$/);
				for (const name of metricsIn(expr)) {
					assert.ok(known.has(name), `${panel.title}: ${name}`);
					used.add(name);
				}
			}
		}
		const without = ['candor_build_info', 'candor_log_seq', 'process_start_time_seconds'];
		assert.deepEqual([...known].filter((name) => !used.has(name)).sort(), without);
	});
});
