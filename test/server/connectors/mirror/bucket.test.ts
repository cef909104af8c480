/** `candor mirror` into S3-compatible storage that checks every signature. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { themes } from '../../../../server/http/assets.ts';
import { locales } from '../../../../src/model/locales.ts';
import { listen, runCli, startServer } from '../../cli/harness.ts';
import { credentials, signatureOf, startStorage } from '../../cli/storage.ts';
import { watch } from '../../cli/watcher.ts';

const patience = { timeout: 20_000 };
const environmentOf = (url: string) => ({ ...credentials, AWS_ENDPOINT_URL: url });

test('the test storage computes the signature of the example in Amazon’s documentation', () => {
	const headers = {
		date: 'Fri, 24 May 2013 00:00:00 GMT',
		host: 'examplebucket.s3.amazonaws.com',
		'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
		'x-amz-date': '20130524T000000Z',
		'x-amz-storage-class': 'REDUCED_REDUNDANCY',
	};
	const signature = signatureOf({
		method: 'PUT',
		path: '/test%24file.text',
		headers,
		names: Object.keys(headers).join(';'),
		region: 'us-east-1',
		secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
	});
	assert.equal(signature, '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd');
});

test(
	'every file is stored with a valid signature, its type and its caching rules',
	patience,
	async (context) => {
		const { url, candor } = await startServer(context);
		await candor('components', 'set', 'checkout', '--name', 'Checkout');
		const storage = await startStorage(context);
		const { code, err } = await runCli(['mirror', 's3://my-bucket/a b/status/', '--once'], {
			url,
			environment: environmentOf(storage.url),
		});
		assert.equal(code, 0, err);
		const folder = '/my-bucket/a%20b/status';
		const at = (name: string) => storage.objects.get(`${folder}/${name}`);
		assert.equal(String(at('snapshot.json')?.bytes), await (await fetch(`${url}/v1/snapshot`)).text());
		assert.equal(at('snapshot.json')?.headers['content-type'], 'application/json; charset=utf-8');
		assert.equal(
			at('snapshot.json')?.headers['cache-control'],
			'public, max-age=1, stale-while-revalidate=30, stale-if-error=86400',
		);
		assert.equal(String(at('candor.js')?.bytes), await (await fetch(`${url}/candor.js`)).text());
		assert.equal(at('candor.js')?.headers['content-type'], 'text/javascript; charset=utf-8');
		assert.match(at('candor.js')?.headers['cache-control'] ?? '', /max-age=3600/);
		for (const tag of locales) {
			const words = at(`locales/${tag}.json`);
			assert.equal(String(words?.bytes), await (await fetch(`${url}/locales/${tag}.json`)).text());
			assert.equal(words?.headers['content-type'], 'application/json; charset=utf-8');
			assert.match(words?.headers['cache-control'] ?? '', /max-age=3600/);
		}
		for (const name of themes) {
			const theme = at(`themes/${name}.css`);
			assert.equal(String(theme?.bytes), await (await fetch(`${url}/themes/${name}.css`)).text());
			assert.equal(theme?.headers['content-type'], 'text/css; charset=utf-8');
		}
		assert.deepEqual(JSON.parse(String(at('keys.json')?.bytes)), { keys: [] });
	},
);

test(
	'each change is copied at once; while the storage fails, the mirror retries',
	patience,
	async (context) => {
		const { url, candor } = await startServer(context);
		const storage = await startStorage(context);
		const target = `s3://my-bucket?endpoint=${encodeURIComponent(storage.url)}`;
		const mirror = watch(context, url, {
			command: 'mirror',
			argv: [target],
			environment: credentials,
			io: fastClock(),
		});
		await mirror.line(/Copied state 0 to s3:\/\/my-bucket: /);
		storage.failure = { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
		await candor('components', 'set', 'checkout', '--name', 'Checkout');
		await mirror.line(/The copy failed; the last copy stays\. .*503 SlowDown/);
		assert.equal(JSON.parse(String(storage.objects.get('/my-bucket/snapshot.json')?.bytes)).seq, 0);
		storage.failure = null;
		await mirror.line(/Copied state 1 /);
		assert.equal(JSON.parse(String(storage.objects.get('/my-bucket/snapshot.json')?.bytes)).seq, 1);
	},
);

/**
 * Waits below a minute take no time, but the clock adds them up; longer ones last until they are
 * aborted.
 */
function fastClock() {
	let elapsedMs = 0;
	return {
		monotonicNow: () => elapsedMs,
		sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
			new Promise((resolve) => {
				signal?.addEventListener('abort', () => resolve());
				if (ms >= 60_000) return;
				elapsedMs += ms;
				setImmediate(resolve);
			}),
	};
}

test('the scripts that a script loads are copied before the script', patience, async (context) => {
	const scripts: Readonly<Record<string, string>> = {
		'/candor.js': 'import("./define.js");new Worker("candor-sw.js")',
		'/define.js': "import './chunk-a1.js';import`./chunk-b2.js`",
		'/chunk-a1.js': 'export{}from"./chunk-c3.js"',
		'/chunk-b2.js': 'export{}from"./chunk-c3.js";"absent.js"',
		'/chunk-c3.js': 'import"./define.js"',
	};
	const { handler } = await startServer(context);
	const url = await listen(context, (request, response) => {
		const script = scripts[request.url ?? ''];
		if (script === undefined) handler(request, response);
		else response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
	});
	const storage = await startStorage(context);
	const { code, err } = await runCli(['mirror', 's3://my-bucket', '--once'], {
		url,
		environment: environmentOf(storage.url),
	});
	assert.equal(code, 0, err);
	assert.deepEqual(
		storage.puts
			.map((path) => path.slice('/my-bucket/'.length))
			.filter(
				(name) =>
					name !== 'candor-sw.js' &&
					!/^(?:locales|themes|api)\/|^(?:feed|promises|report|calendar|badge|index)(?:\.|$)/.test(name),
			),
		[
			'snapshot.json',
			'history.json',
			'keys.json',
			'THIRD-PARTY-NOTICES.txt',
			'chunk-c3.js',
			'chunk-a1.js',
			'chunk-b2.js',
			'define.js',
			'candor.js',
		],
	);
});

/** A server whose scripts come from `scriptAt`; `undefined`: from Candor. */
async function aServerWith(context: TestContext, scriptAt: (path: string) => string | undefined) {
	const { handler } = await startServer(context);
	return listen(context, (request, response) => {
		const script = scriptAt(request.url ?? '');
		if (script === undefined) handler(request, response);
		else response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
	});
}

test(
	'a compromised server cannot make a mirror overwrite other files, or copy without end',
	patience,
	async (context) => {
		const storage = await startStorage(context);
		const mirror = (url: string) =>
			runCli(['mirror', 's3://my-bucket', '--once'], { url, environment: environmentOf(storage.url) });
		const foreign = await aServerWith(context, (path) =>
			path === '/define.js' ? '"index.js","jquery.js"' : path.endsWith('.js') ? 'let x' : undefined,
		);
		assert.equal((await mirror(foreign)).code, 0);
		assert.ok(storage.objects.has('/my-bucket/define.js'));
		assert.doesNotMatch(storage.puts.join(), /index\.js|jquery/);
		let asked = 0;
		const endless = await aServerWith(context, (path) =>
			path.endsWith('.js') ? `"./chunk-${++asked}.js"` : undefined,
		);
		const { code: refused, err: reason } = await mirror(endless);
		assert.deepEqual([refused, asked], [3, 50]);
		assert.match(reason, /more than 50 files/);
	},
);

test('the response of the storage is read up to a limit', patience, async (context) => {
	const { url } = await startServer(context);
	const storage = await listen(context, (request, response) => {
		request.resume();
		// Never ended.
		response.write('x'.repeat(128 * 1024));
	});
	const { code, err } = await runCli(['mirror', 's3://my-bucket', '--once'], {
		url,
		environment: environmentOf(storage),
	});
	assert.equal(code, 0, err);
});

test(
	'an error of the storage is reported with its own code and without secrets',
	patience,
	async (context) => {
		const { url } = await startServer(context);
		const storage = await startStorage(context);
		const cases = [
			[
				{ AWS_SECRET_ACCESS_KEY: 'not-the-secret' },
				null,
				4,
				/403 SignatureDoesNotMatch\)\. Check AWS_ACCESS_KEY_ID/,
			],
			[
				{},
				{ status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' },
				5,
				/404 NoSuchBucket\)\. Check the name/,
			],
			[{}, { status: 301, body: '' }, 1, /\(301\)\. The bucket is at another address: check AWS_REGION/],
			[{}, { status: 500, body: 'a/secret+of/the+tests' }, 3, /\(500\)\. Try again later/],
			[{ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, null, 3, /cannot be reached \(/],
		] as const;
		for (const [environment, failure, expected, reason] of cases) {
			storage.failure = failure;
			const { code, out, err } = await runCli(['mirror', 's3://my-bucket', '--once'], {
				url,
				environment: { ...environmentOf(storage.url), ...environment },
			});
			assert.equal(code, expected, err);
			assert.match(err, reason);
			assert.doesNotMatch(out + err, /secret/);
		}
		assert.equal(storage.objects.size, 0);
	},
);

test('an invalid target is refused before any request, without repeating secrets', async () => {
	const environment = { ...credentials, AWS_SESSION_TOKEN: '' };
	const cases: [string, Readonly<Record<string, string>>, RegExp][] = [
		['https://storage.example.com/x', {}, /A mirror is a folder, or a bucket such as s3:/],
		['s3://', {}, /not the address of a bucket/],
		['s3://UPPER_case', {}, /not the address of a bucket/],
		['s3://key:secret@my-bucket', {}, /contains credentials\. Set AWS_ACCESS_KEY_ID/],
		['s3://my-bucket', { AWS_ACCESS_KEY_ID: '' }, /needs credentials/],
		[
			's3://my-bucket',
			{ AWS_SECRET_ACCESS_KEY: 'secret\nX: y' },
			/AWS_SECRET_ACCESS_KEY contains characters/,
		],
		['s3://my-bucket?endpoint=ftp://example.com', {}, /endpoint is not a web address/],
		['s3://my-bucket?region=a/b', {}, /is not the name of a region/],
	];
	for (const [target, more, reason] of cases) {
		const { code, out, err } = await runCli(['mirror', target, '--once'], {
			url: 'http://127.0.0.1:9',
			environment: { ...environment, ...more },
		});
		assert.equal(code, 2, target);
		assert.match(err, reason);
		assert.doesNotMatch(out + err, /secret/);
	}
});
