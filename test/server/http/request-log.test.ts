/** The log of requests, and the id that names a request in the log, the response and the problem. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createLogger } from '../../../server/core/logger.ts';
import { aServer, token } from '../../support/server.ts';

interface Line {
	readonly level: string;
	readonly msg: string;
	readonly requestId?: string;
	readonly method?: string;
	readonly path?: string;
	readonly status?: number;
}

async function aLoggingServer(context: { after(act: () => unknown): void }, level: string) {
	const texts: string[] = [];
	const logger = createLogger(level, { write: (text) => void texts.push(text) });
	const server = await aServer(context, { logger });
	const requests = () => texts.map((text): Line => JSON.parse(text)).filter(({ msg }) => msg === 'request');
	return { ...server, texts, requests };
}

test('a line has its level as a word, and the id of the response and of the problem', async (context) => {
	const { write, request, requests } = await aLoggingServer(context, 'debug');
	const answers = [
		await write('POST', '/v1/notices', { title: 'Down' }),
		await request('/v1/notices?limit=0'),
		await request('/v1/nothing'),
		await request('/v1/tokens'),
		await request('/v1/page', { method: 'POST' }),
		await request('/v1/snapshot'),
	];
	const ids = answers.map(({ headers }) => headers.get('x-request-id'));
	assert.equal(new Set(ids).size, answers.length);
	assert.deepEqual(
		requests().map(({ requestId }) => requestId),
		ids,
	);
	assert.deepEqual(
		requests().map(({ level, status }) => `${level} ${status}`),
		['info 201', 'debug 422', 'debug 404', 'debug 401', 'info 405', 'debug 200'],
	);
	for (const { status, body, headers } of answers.filter((each) => each.status >= 400))
		assert.equal(body.requestId, headers.get('x-request-id'), String(status));
});

test('at the usual level, only operators’ writes have a line; no line has a token, a query or a body', async (context) => {
	const { write, request, texts, requests } = await aLoggingServer(context, 'info');
	await write('POST', '/v1/notices?secret=in-a-query', { title: 'words-of-a-body' });
	await request(`/v1/notices?text=${token}`);
	await request('/v1/nothing');
	assert.deepEqual(
		requests().map(({ method, path }) => `${method} ${path}`),
		['POST /v1/notices'],
	);
	for (const secret of [token, 'in-a-query', 'words-of-a-body'])
		assert.ok(!texts.join('').includes(secret), secret);
});

test('a client’s own X-Request-Id is neither used nor logged', async (context) => {
	const { request, texts } = await aLoggingServer(context, 'debug');
	const { headers } = await request('/healthz', { headers: { 'x-request-id': 'chosen-by-a-client' } });
	assert.notEqual(headers.get('x-request-id'), 'chosen-by-a-client');
	assert.ok(!texts.join('').includes('chosen-by-a-client'));
});

test('a stream has a line when it ends, and a refused one has the id of its line', async (context) => {
	const { request, requests, url, candor } = await aLoggingServer(context, 'debug');
	const reading = new AbortController();
	const { body } = await fetch(`${url}/v1/stream`, { signal: reading.signal });
	await body?.getReader().read();
	assert.deepEqual(requests(), []);
	reading.abort();
	while (requests().length === 0) await setImmediate();
	assert.equal(candor.readers, 0);

	const refused = await request('/v1/stream?since=never');
	const [ended, failed] = requests();
	const described = ({ level, method, path, status }: Line = { level: '', msg: '' }) =>
		[level, method, path, status].join(' ');
	assert.equal(described(ended), 'debug GET /v1/stream 200');
	assert.equal(described(failed), `debug GET /v1/stream ${refused.status}`);
	assert.ok(ended?.requestId && ended.requestId !== failed?.requestId);
	assert.equal(refused.headers.get('x-request-id'), failed?.requestId);
	assert.equal(refused.body.requestId, failed?.requestId);
});

test('at the usual level a stream has no line', async (context) => {
	const { url, requests, candor } = await aLoggingServer(context, 'info');
	const reading = new AbortController();
	const { body } = await fetch(`${url}/v1/stream`, { signal: reading.signal });
	await body?.getReader().read();
	reading.abort();
	while (candor.readers > 0) await setImmediate();
	await fetch(`${url}/v1/stream?since=never`);
	assert.deepEqual(requests(), []);
});
