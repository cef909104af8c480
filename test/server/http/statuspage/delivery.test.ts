/** How the documents of the Statuspage API are sent: caching, compression, origins, addresses. */
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { describe, it } from 'node:test';
import type { LiveState } from '../../../../server/core/live-state.ts';
import { snapshotCacheControl } from '../../../../server/http/cache/cache-control.ts';
import { DocumentCache } from '../../../../server/http/cache/document-cache.ts';
import { documents } from '../../../../server/http/statuspage/documents.ts';
import { emptyState } from '../../../../src/model/state/state.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { anIncident, aStory, minute } from './story.ts';

const paths = Object.keys(documents).map((path) => `/api/v2/${path}.json`);

/** Sends a Host header, which `fetch` does not allow. */
const asHost = (url: string, host: string): Promise<{ body: string; vary: string }> =>
	new Promise((resolve, reject) => {
		httpRequest(url, { headers: { host } }, async (response) => {
			let body = '';
			for await (const chunk of response) body += chunk;
			resolve({ body, vary: String(response.headers.vary) });
		})
			.on('error', reject)
			.end();
	});

describe('a document of the Statuspage API', () => {
	it('may be read by every page, has a tag, and is cached and compressed like the snapshot', async (context) => {
		const story = await aStory(context);
		await anIncident(story);
		for (const path of paths) {
			const headers = { origin: 'https://elsewhere.example', 'accept-encoding': 'br' };
			const { status, headers: sent } = await story.request(path, { headers });
			assert.deepEqual(
				[status, sent.get('access-control-allow-origin'), sent.get('cache-control')],
				[200, '*', snapshotCacheControl],
			);
			assert.equal(sent.get('content-encoding'), 'br');
			assert.equal(sent.get('content-type'), 'application/json; charset=utf-8');
			const tag = sent.get('etag') ?? '';
			const again = await story.request(path, { headers: { 'if-none-match': tag } });
			assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', tag]);
			const head = await story.request(path, { method: 'HEAD' });
			assert.deepEqual([head.status, head.text, head.headers.get('etag')], [200, '', tag]);
			const post = await story.request(path, { method: 'POST', body: '{}' });
			assert.deepEqual([post.status, post.body.code], [405, 'method-not-allowed'], path);
		}
	});

	it('keeps its tag while nothing changes, and gets another with a change', async (context) => {
		const story = await aStory(context);
		const tagOf = async (path: string) => (await story.request(path)).headers.get('etag');
		const before = await Promise.all(paths.map(tagOf));
		story.clock.advance(30 * minute);
		assert.deepEqual(await Promise.all(paths.map(tagOf)), before);
		await anIncident(story);
		const [summary, , components, incidents] = await Promise.all(paths.map(tagOf));
		assert.notEqual(summary, before[0]);
		assert.notEqual(components, before[2]);
		assert.notEqual(incidents, before[3]);
	});

	it('follows CANDOR_ORIGINS where an operator has restricted who may read', async (context) => {
		const { request } = await aStory(context, { origins: ['https://app.example'] });
		const as = async (origin: string) => request('/api/v2/summary.json', { headers: { origin } });
		const allowed = await as('https://app.example');
		assert.deepEqual(
			[allowed.status, allowed.headers.get('access-control-allow-origin')],
			[200, 'https://app.example'],
		);
		assert.deepEqual([(await as('https://other.example')).body.code], ['origin-not-allowed']);
		assert.equal((await request('/api/v2/summary.json')).status, 200, 'programs have no origin');
	});

	it('has the address of the request, or the one that is configured, and trusts no Host header', async (context) => {
		const { url } = await aStory(context);
		const pageUrl = async (host: string) => {
			const { body, vary } = await asHost(`${url}/api/v2/status.json`, host);
			assert.match(vary, /Host/);
			return JSON.parse(body).page.url;
		};
		assert.equal(await pageUrl('Status.Larkfield.example'), 'https://status.larkfield.example');
		assert.equal(await pageUrl('localhost:8787'), 'http://localhost:8787');
		// Some are refused before, as malformed requests.
		const expected = /"url":"https:\/\/status\.example\.com"|^(?!.*"url")/;
		for (const host of ['a b', '"><script>', 'x/y', 'u@h'])
			assert.match((await asHost(`${url}/api/v2/status.json`, host)).body, expected, host);
		const fixed = await aStory(context, { publicUrl: 'https://status.larkfield.example/' });
		const { body, vary } = await asHost(`${fixed.url}/api/v2/status.json`, 'other.example');
		assert.equal(JSON.parse(body).page.url, 'https://status.larkfield.example');
		assert.doesNotMatch(vary, /Host/);
	});
});

describe('the cache of documents', () => {
	it('makes a document once for each commit, minute and change by time, and keeps a fixed number', () => {
		const clock = aManualClock();
		const live = { state: { ...emptyState, seq: 1 } };
		const cache = new DocumentCache(live as unknown as LiveState, clock);
		let made = 0;
		const ask = (key: string, text = 'same') =>
			cache.current(key, () => {
				made += 1;
				return text;
			});
		const first = ask('a');
		for (let count = 0; count < 1_000; count++) assert.equal(ask('a'), first);
		assert.equal(made, 1);
		clock.advance(minute);
		assert.equal(ask('a'), first, 'what was compressed stays while the text is the same');
		assert.equal(made, 2);
		live.state = { ...emptyState, seq: 2 };
		assert.notEqual(ask('a', 'another').tag, first.tag);
		assert.equal(made, 3);
		// A thousand keys of a thousand hosts push each other out, and the cache does not grow.
		for (let count = 0; count < 1_000; count++) ask(`host ${count}`);
		made = 0;
		ask('host 999');
		assert.equal(made, 0);
		ask('a', 'another');
		assert.equal(made, 1);
	});
});
