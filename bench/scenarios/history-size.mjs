/**
 * What a request costs with 100, 20,000 and 100,000 notices in the log. The log is built by direct
 * appends, because as many HTTP requests would take an hour.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { launchServer, usage } from '../harness/process.mjs';
import { median } from '../harness/statistics.mjs';

export const name = 'history-size';

const token = 'a-token-for-the-bench-alone';
const sizes = [100, 20_000, 100_000];
const openNotices = 20;
const dayMs = 86_400_000;
/** Over so many days the notices are spread. */
const days = 1_000;
const readers = 20;
/** A busy machine reads a long log slowly. */
const startLimitMs = 180_000;

/** The limits of issue 17. */
const budgets = { commitRatio: 1.5, listMs: 10, delayMs: 50 };

export async function measure({ dist, quick }) {
	const results = [];
	for (const size of quick ? sizes.slice(0, 2) : sizes) {
		process.stderr.write(`  ${size} notices\n`);
		results.push({ size, ...(await withHistory(dist, size)) });
	}
	return [
		{
			scenario: name,
			readers: 0,
			judged: false,
			columns,
			results: results.map(({ size, ...medians }) => ({
				server: `${size} notices`,
				medians,
				rounds: [medians],
			})),
			checks: results.flatMap((result) => checksOf(result, results[0])),
		},
	];
}

const columns = {
	startMs: 'start ms',
	memoryMb: 'memory MB',
	commitMs: 'commit ms',
	replayMs: 'repeated key ms',
	listMs: 'list of 100 ms',
	alternatingMs: 'list and commit ms',
	snapshotMs: 'snapshot ms',
	historyMs: 'history ms',
	deliveryMs: 'delivery ms',
	slowestMs: 'with 20 readers, slowest ms',
};

const checksOf = (result, first) => [
	{
		name: `history-size, ${result.size} notices: commit against ${first.size} notices`,
		measured: result.commitMs / first.commitMs,
		budget: budgets.commitRatio,
		unit: '×',
	},
	{
		name: `history-size, ${result.size} notices: repeated key against ${first.size} notices`,
		measured: result.replayMs / first.replayMs,
		budget: budgets.commitRatio,
		unit: '×',
	},
	{
		name: `history-size, ${result.size} notices: page of 100`,
		measured: result.listMs,
		budget: budgets.listMs,
		unit: 'ms',
	},
	{
		name: `history-size, ${result.size} notices: delay by ${readers} readers`,
		measured: result.slowestMs - result.deliveryMs,
		budget: budgets.delayMs,
		unit: 'ms',
	},
];

async function withHistory(dist, size) {
	const data = temporaryFolder('history');
	await buildLog(dist, data, size);
	const startedAt = performance.now();
	const server = await launchServer(
		process.execPath,
		[`${dist}/cli/main.js`, 'serve', '--port', '0', '--data', data],
		/Candor listens on http:\/\/127\.0\.0\.1:(\d+)/,
		{ PATH: process.env.PATH, CANDOR_TOKEN: token, CANDOR_LOG_LEVEL: 'error' },
		startLimitMs,
	);
	const startMs = performance.now() - startedAt;
	const client = new Client(server.port);
	try {
		// The first answer waits for the history of the components.
		await client.get('/v1/history');
		const { rssKb } = usage(server.pid);
		const figures = await measureRequests(client);
		return { startMs, memoryMb: rssKb / 1024, ...figures, ...(await measureDelivery(client)) };
	} finally {
		client.close();
		await server.stop();
		remove(data);
	}
}

/** One commit for each notice: an incident that has ended, except for the last few. */
async function buildLog(dist, folder, size) {
	const load = (path) => import(pathToFileURL(`${dist}/${path}`).href);
	const [{ openSqlite, closeSqlite }, { sqliteLog }, { newNotice, newUpdate, newComponent }] =
		await Promise.all([
			load('server/core/sqlite.js'),
			load('server/core/log/sqlite-log.js'),
			load('src/model/index.js'),
		]);
	const database = openSqlite(folder);
	// Only the result must be on disk.
	database.pragma('synchronous = OFF');
	const log = sqliteLog(database, () => undefined, false);
	const startMs = Date.now() - days * dayMs;
	const text = (words) => [{ type: 'paragraph', children: [{ type: 'text', text: words }] }];
	let seq = 0;
	const append = async (at, changes) => {
		const commit = { seq: seq + 1, at, actor: 'bench', cause: { command: 'open-notice' }, changes };
		await log.append(commit, seq);
		seq += 1;
	};
	for (let component = 0; component < 10; component++) {
		const value = newComponent({ name: `Component ${component}`, position: component });
		await append(new Date(startMs).toISOString(), [{ kind: 'component', id: `c${component}`, value }]);
	}
	for (let index = 0; index < size; index++) {
		const opened = startMs + Math.floor((index / size) * days * dayMs * 0.999);
		const [at, end] = [opened, opened + 1_000].map((ms) => new Date(ms).toISOString());
		const isOpen = index >= size - openNotices;
		const id = `n${index}`;
		const affected = [{ component: `c${index % 10}`, status: 'degraded' }];
		const notice = newNotice({
			kind: 'incident',
			title: `Incident ${index}: some payments fail`,
			impact: 'minor',
			phase: isOpen ? 'investigating' : 'resolved',
			affected,
			openedAt: at,
			updatedAt: end,
			endedAt: isOpen ? null : end,
			latestUpdate: 2,
		});
		const update = (number, phase, words) => ({
			kind: 'update',
			id: `u${index}-${number}`,
			value: newUpdate({ notice: id, number, at, body: text(words), phase, impact: null, affected }),
		});
		await append(end, [
			{ kind: 'notice', id, value: notice },
			update(1, 'investigating', 'Some payments fail. We are looking for the cause and tell more soon.'),
			update(2, isOpen ? null : 'resolved', 'The cause is a certificate that had expired at a partner.'),
		]);
	}
	await log.close();
	closeSqlite(database);
}

/** One connection that stays open. */
class Client {
	#agent = new Agent({ keepAlive: true, maxSockets: 1 });
	constructor(port) {
		this.port = port;
	}
	get(path, headers = {}) {
		return this.send('GET', path, headers);
	}
	async send(method, path, headers = {}, body = undefined) {
		const startedAt = performance.now();
		const sent = request({
			...{ host: '127.0.0.1', port: this.port, agent: this.#agent, method, path },
			headers: {
				...headers,
				...(body && {
					authorization: `Bearer ${token}`,
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(body),
				}),
			},
		});
		sent.end(body);
		const [response] = await once(sent, 'response');
		let bytes = 0;
		for await (const chunk of response) bytes += chunk.length;
		if (response.statusCode >= 400) throw new Error(`${method} ${path}: ${response.statusCode}`);
		return { ms: performance.now() - startedAt, bytes };
	}
	close() {
		this.#agent.destroy();
	}
}

let titles = 0;
const edit = (client) =>
	client.send('PATCH', '/v1/notices/n0', {}, JSON.stringify({ title: `Title ${++titles}` }));

async function measureRequests(client) {
	const medianOf = async (times, act) => {
		const found = [];
		for (let time = 0; time < times; time++) found.push((await act()).ms);
		return median(found);
	};
	// The code is compiled before anything counts.
	await medianOf(100, () => edit(client));
	await medianOf(20, () => client.get('/v1/notices?limit=100'));
	const key = { 'idempotency-key': 'bench-key' };
	const keyed = () => client.send('PATCH', '/v1/notices/n1', key, JSON.stringify({ title: 'Once' }));
	await keyed();
	return {
		commitMs: await medianOf(200, () => edit(client)),
		replayMs: await medianOf(50, keyed),
		listMs: await medianOf(50, () => client.get('/v1/notices?limit=100')),
		// Nothing that a commit makes invalid can be cached here.
		alternatingMs: await medianOf(30, async () => {
			const [commit, list] = [await edit(client), await client.get('/v1/notices?limit=100')];
			return { ms: commit.ms + list.ms };
		}),
		snapshotMs: await medianOf(10, async () => {
			await edit(client);
			return client.get('/v1/snapshot');
		}),
		historyMs: await medianOf(5, async () => {
			await edit(client);
			return client.get('/v1/history');
		}),
	};
}

/** From the start of a request until an open stream has its frame. */
async function measureDelivery(client) {
	const stream = request({ host: '127.0.0.1', port: client.port, path: '/v1/stream' });
	stream.end();
	const [response] = await once(stream, 'response');
	response.setEncoding('utf8');
	const deliveries = async (times) => {
		const found = [];
		for (let time = 0; time < times; time++) {
			const startedAt = performance.now();
			const title = `Title ${titles + 1}"`;
			const delivered = new Promise((resolve) => {
				const listen = (chunk) => {
					if (!chunk.includes(title)) return;
					response.off('data', listen);
					resolve();
				};
				response.on('data', listen);
			});
			await Promise.all([edit(client), delivered]);
			found.push(performance.now() - startedAt);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		return found;
	};
	const quiet = await deliveries(40);
	const worker = new Worker(new URL('../harness/reading.mjs', import.meta.url), {
		workerData: { port: client.port, readers, path: '/v1/notices?limit=1000' },
	});
	await once(worker, 'message');
	const busy = await deliveries(40);
	await worker.terminate();
	stream.destroy();
	return { deliveryMs: median(quiet), slowestMs: Math.max(...busy) };
}
