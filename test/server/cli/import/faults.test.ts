/** What can go wrong with an import: addresses, answers, the server, and the way to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen } from '../harness.ts';
import { aCandor, fixture } from './candor.ts';

const feed = fixture('openstatus');

test('only https: is fetched, and http: on this machine', async (context) => {
	const candor = await aCandor(context);
	for (const address of ['http://status.example.com', 'ftp://status.example.com', 'file:///etc/passwd']) {
		const { code, err } = await candor.run(['import', 'statuspage', address, '--yes']);
		assert.equal(code, 2, address);
		assert.match(err, /Use the https: address/);
	}
	const secret = await candor.run(['import', 'statuspage', 'https://me:secret@status.example.com', '--yes']);
	assert.match(secret.err, /Leave the user name and the password out/);
	assert.ok(!secret.err.includes('secret'));
});

test('an answer that is no JSON, a redirect and a missing page end the import with what to do', async (context) => {
	const candor = await aCandor(context);
	const address = await listen(context, (request, response) => {
		if (request.url?.startsWith('/html'))
			response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello');
		else if (request.url?.startsWith('/moved'))
			response.writeHead(301, { location: 'https://other.example/' }).end();
		else if (request.url?.startsWith('/closed')) response.writeHead(401).end();
		else response.writeHead(404).end();
	});
	const errorOf = async (path: string): Promise<string> => {
		const { code, err } = await candor.run(['import', 'openstatus', `${address}/${path}`, '--yes']);
		assert.equal(code, 1, err);
		return err;
	};
	assert.match(await errorOf('html'), /it is no JSON \(text\/html\)/);
	assert.match(await errorOf('moved'), /it redirects to https:\/\/other\.example\//);
	assert.match(await errorOf('closed'), /status 401: set the API key/);
	assert.match(await errorOf('none'), /status 404/);
	assert.equal((await candor.records()).length, 0);
});

test('429 and 500 are asked again with the shared back-off, and five times at most', async (context) => {
	const candor = await aCandor(context);
	let requests = 0;
	const address = await listen(context, (_request, response) => {
		requests += 1;
		if (requests === 1) return void response.writeHead(429, { 'retry-after': '7' }).end();
		if (requests === 2) return void response.writeHead(500).end();
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(feed));
	});
	const { code, err, delays } = await candor.run(['import', 'openstatus', address, '--yes']);
	assert.equal(code, 0, err);
	assert.ok((delays[0] ?? 0) >= 7_000, 'the wait that the product asked for');
	assert.ok((delays[1] ?? 0) >= 1_000);
	let others = 0;
	const down = await listen(context, (_request, response) => {
		others += 1;
		response.writeHead(503).end();
	});
	const failed = await candor.run(['import', 'openstatus', down, '--yes']);
	assert.equal(failed.code, 3);
	assert.equal(others, 5);
	assert.match(failed.err, /cannot be read \(status 503\)/);
});

test('an endless answer is cut', async (context) => {
	const candor = await aCandor(context);
	const address = await listen(context, (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const part = Buffer.alloc(1024 * 1024, 32);
		const write = (): void => {
			while (!response.destroyed && response.write(part));
			if (!response.destroyed) response.once('drain', write);
		};
		write();
	});
	const { code, err } = await candor.run(['import', 'openstatus', address, '--yes']);
	assert.equal(code, 1);
	assert.match(err, /longer than 32 MB/);
});

test('an import that is interrupted goes on where it stopped', async (context) => {
	const candor = await aCandor(context);
	const files = { 'feed.json': feed };
	const argv = ['import', 'openstatus', 'feed.json', '--yes'];
	let writes = 0;
	candor.fault = (request, response) => {
		if (request.method !== 'POST' || ++writes < 3) return false;
		request.resume();
		response.destroy();
		return true;
	};
	const { code, err } = await candor.run(argv, files);
	assert.equal(code, 3);
	assert.match(err, /2 of 5 are imported\. Run the same command again: it goes on from there/);
	candor.fault = () => false;
	assert.equal(Object.keys(await candor.of('notice')).length, 1);
	const again = await candor.run(argv, files);
	assert.equal(again.code, 0, again.err);
	assert.equal(Object.keys(await candor.of('notice')).length, 4);
	const whole = await aCandor(context);
	await whole.run(argv, files);
	assert.deepEqual(await candor.records(), await whole.records());
});

test('a retracted notice does not come back', async (context) => {
	const candor = await aCandor(context);
	const files = { 'feed.json': feed };
	await candor.run(['import', 'openstatus', 'feed.json', '--yes'], files);
	const retracted = await candor.run(['retract', 'openstatus-report-41', '--yes']);
	assert.equal(retracted.code, 0, retracted.err);
	assert.ok(!('openstatus-report-41' in (await candor.of('notice'))));
	const again = await candor.run(['import', 'openstatus', 'feed.json', '--yes'], files);
	assert.equal(again.code, 0, again.err);
	assert.ok(!('openstatus-report-41' in (await candor.of('notice'))));
});

test('another product, a wrong product and an unreadable file are said in a sentence', async (context) => {
	const candor = await aCandor(context);
	const files = { 'feed.json': feed, 'bad.json': '{"title":', 'other.json': { hello: 'world' } };
	const errorOf = async (...argv: string[]): Promise<string> => {
		const { code, err } = await candor.run(['import', ...argv, '--yes'], files);
		assert.equal(code, 2, err);
		return err;
	};
	assert.match(
		await errorOf('instatus', 'feed.json'),
		/"instatus" is no product that can be imported\. Use statuspage,/,
	);
	assert.match(
		await errorOf('statuspage', 'other.json'),
		/Nothing of statuspage is in it\. It reads the address/,
	);
	assert.match(await errorOf('openstatus', 'bad.json'), /"bad\.json" is no JSON/);
	assert.match(await errorOf('openstatus', 'none.json'), /cannot be read \(ENOENT\)/);
	assert.match(await errorOf('candor', 'feed.json'), /not a file of "candor export"/);
	assert.match(
		await errorOf('openstatus', 'https://a.example', 'https://b.example'),
		/one address, or files/,
	);
});

test('1,500 notices with four updates each take a bounded time, and history stays readable', async (context) => {
	const candor = await aCandor(context);
	const at = (index: number, minute: number): string =>
		new Date(Date.parse('2029-12-31T00:00:00Z') - index * 3_600_000 + minute * 60_000).toISOString();
	const update = (index: number, step: number, status: string) => ({
		...{ id: 10 * index + step, status, message: `Step ${step} of ${index}.`, date: at(index, 10 * step) },
	});
	const statusReports = Array.from({ length: 1_500 }, (_, index) => ({
		...{ id: index, title: `Outage ${index}`, status: 'resolved', pageComponents: [2] },
		statusReportUpdates: ['investigating', 'identified', 'monitoring', 'resolved'].map((status, step) =>
			update(index, step, status),
		),
	}));
	const files = { 'feed.json': { ...feed, statusReports } };
	const start = performance.now();
	const { code, err } = await candor.run(['import', 'openstatus', 'feed.json', '--yes'], files);
	const ms = performance.now() - start;
	assert.equal(code, 0, err);
	context.diagnostic(`1,500 notices in ${Math.round(ms)} ms`);
	assert.ok(ms < 60_000, `${ms} ms`);
	assert.match(err, /Imported 1502 of 1503|Imported 1353 of 1503/);
	const snapshot = await (await fetch(`${candor.url}/v1/snapshot`)).text();
	assert.ok(snapshot.length < 150_000, `a new page receives ${snapshot.length} bytes`);
	assert.equal((await fetch(`${candor.url}/v1/history`)).status, 200);
});
