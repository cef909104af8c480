/** Drills: nothing of them is public, and only tokens let a person watch. */
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { aServer, type TestServer } from '../../support/server.ts';
import { aSession, sessionCookie } from '../../support/session.ts';

const secretTitle = 'Zebra payments are failing';
const drilled = { title: 'Practice', components: [{ id: 'zebra-cards', name: 'Zebra cards' }] };

const component = (name: string, status: string | null = null) => ({
	...{ name, status, description: null, group: null, position: 0, until: null },
});

interface StartedDrill extends TestServer {
	readonly id: string;
	/** The path of the drill's API. */
	readonly live: string;
}

async function aDrill(context: TestContext, body: object = drilled): Promise<StartedDrill> {
	const server = await aServer(context);
	await server.write('PUT', '/v1/page', { name: 'Larkfield' });
	await server.write('PUT', '/v1/components/transfers', component('Transfers'));
	const { status, body: drill } = await server.write('POST', '/v1/drills', body);
	assert.equal(status, 201);
	return { ...server, id: drill.id, live: drill.live };
}

const open = ({ write, live }: StartedDrill, fields: object = {}) =>
	write('POST', `${live}/v1/notices`, {
		id: 'zebra-down',
		title: secretTitle,
		impact: 'critical',
		affected: [{ component: 'zebra-cards', status: 'major-outage' }],
		body: 'Zebra words.',
		...fields,
	});

/** Reads a stream until the end of the test; `text` is what has come so far. */
async function aReader(context: TestContext, address: string, headers: Record<string, string> = {}) {
	const end = new AbortController();
	context.after(() => end.abort());
	const response = await fetch(address, { signal: end.signal, headers });
	const reader = { status: response.status, text: '', isOpen: true };
	void (async () => {
		try {
			for await (const chunk of response.body ?? []) reader.text += Buffer.from(chunk).toString();
		} catch {
			// The test or the server has ended it.
		}
		reader.isOpen = false;
	})();
	return reader;
}

async function until(isTrue: () => boolean): Promise<void> {
	for (let round = 0; !isTrue(); round += 1) {
		assert.ok(round < 400, 'It did not happen within 20 s.');
		await delay(50);
	}
}

test('with 200 open streams, no byte of a drill is in anything that is public', async (context) => {
	const drill = await aDrill(context);
	const readers = await Promise.all(
		Array.from({ length: 200 }, () => aReader(context, `${drill.url}/v1/stream`)),
	);
	assert.equal((await open(drill)).status, 201);
	await drill.write('POST', `${drill.live}/v1/notices/zebra-down/updates`, { body: 'Zebra found.' });
	await drill.write('PUT', `${drill.live}/v1/components/zebra-new`, { name: 'Zebra new' });
	await drill.write('POST', `${drill.live}/v1/notices/zebra-down/resolve`, { body: 'Zebra over.' });
	const put = { title: 'Zebra report', body: 'Zebra cause.' };
	assert.equal((await drill.write('PUT', `${drill.live}/v1/notices/zebra-down/postmortem`, put)).status, 201);
	// A real change after it all: every stream has it, so every stream would have had the drill.
	await drill.write('POST', '/v1/notices', { title: 'A real notice' });
	await until(() => readers.every(({ text }) => text.includes('A real notice')));
	const isOfDrill = (text: string) => /zebra/i.test(text) || text.includes(drill.id);
	assert.equal(readers.filter(({ text }) => isOfDrill(text)).length, 0);
	const { body: viewer } = await drill.write('POST', '/v1/tokens', { name: 'wall', role: 'viewer' });
	const asViewer = { headers: { authorization: `Bearer ${viewer.token}` } };
	for (const path of ['snapshot', 'history', 'notices', 'components', 'page', 'remedies', 'keys', 'health']) {
		const { text } = await drill.request(`/v1/${path}`);
		assert.ok(!isOfDrill(text), path);
	}
	for (const path of ['log', 'drafts', 'promises', 'templates']) {
		const { status, text } = await drill.request(`/v1/${path}`, asViewer);
		assert.equal(status, 200, path);
		assert.ok(!isOfDrill(text), path);
	}
	for (const path of ['notices/zebra-down', 'components/zebra-cards', 'components/zebra-new'])
		assert.equal((await drill.request(`/v1/${path}`)).status, 404, path);
});

test('a drill begins with the page and the components of the server, without their trouble', async (context) => {
	const server = await aServer(context);
	await server.write('PUT', '/v1/page', { name: 'Larkfield' });
	await server.write('PUT', '/v1/components/cards', component('Cards', 'major-outage'));
	await server.write('POST', '/v1/notices', { title: 'A real incident' });
	const { body: drill } = await server.write('POST', '/v1/drills', drilled);
	const headers = { authorization: 'Bearer a-token-for-the-tests' };
	const { body, text } = await server.request(`${drill.live}/v1/components`, { headers });
	const found = body.components.map((each: { id: string; currentStatus: string }) => [
		each.id,
		each.currentStatus,
	]);
	assert.deepEqual(found, [
		['cards', 'operational'],
		['zebra-cards', 'operational'],
	]);
	assert.ok(!text.includes('A real incident'));
	const notices = await server.request(`${drill.live}/v1/notices`, { headers });
	assert.deepEqual(notices.body.notices, []);
});

test('every title of a drill has the watermark, in its language, once', async (context) => {
	const drill = await aDrill(context);
	const { body } = await open(drill, {
		translations: { de: { title: 'Zahlungen sind gestört', body: 'Wir sehen nach.' } },
	});
	assert.equal(body.title, `DRILL: ${secretTitle}`);
	assert.equal(body.translations.de.title, 'ÜBUNG: Zahlungen sind gestört');
	const path = `${drill.live}/v1/notices/zebra-down`;
	const edited = await drill.write('PATCH', path, { title: body.title });
	assert.equal(edited.body.title, body.title);
	const long = await drill.write('PATCH', path, { title: 'x'.repeat(140) });
	assert.equal(long.body.title.length, 140);
	const refused = await drill.write('POST', '/v1/notices', { title: 'x', drill: true });
	assert.equal(refused.status, 422, 'no drill in the real log');
});

test('only a valid token of the drill, or an operator’s, reads it; a viewer changes nothing', async (context) => {
	const drill = await aDrill(context);
	const { body: other } = await drill.write('POST', '/v1/drills', { title: 'Another one' });
	const viewer = async (id: string) => (await drill.write('POST', `/v1/drills/${id}/viewers`)).body;
	const { token, link } = await viewer(drill.id);
	assert.equal(link, `/drills/${drill.id}#${token}`);
	const [, , , signature] = token.split('.');
	const tokens = {
		'the token': [token, 200],
		none: [null, 401],
		'another drill’s': [(await viewer(other.id)).token, 401],
		'a longer life': [`drill.${drill.id}.99999999999.${signature}`, 401],
		'a cut one': [token.slice(0, -1), 401],
		'an operator’s': ['a-token-for-the-tests', 200],
		'an unknown operator’s': ['a-token-that-is-not-known', 401],
	} as const;
	for (const [name, [given, expected]] of Object.entries(tokens)) {
		const headers: Record<string, string> = given === null ? {} : { authorization: `Bearer ${given}` };
		for (const path of ['snapshot', 'notices', 'history']) {
			const { status } = await drill.request(`${drill.live}/v1/${path}`, { headers });
			assert.equal(status, expected, `${name}: ${path}`);
		}
	}
	const headers = { authorization: `Bearer ${token}` };
	const before = (await drill.request(`${drill.live}/v1/snapshot`, { headers })).body.seq;
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
		const { status } = await drill.request(`${drill.live}/v1/notices`, { method, headers });
		assert.equal(status, 403, method);
	}
	assert.equal((await drill.request(`${drill.live}/v1/log`, { headers })).status, 401, 'as any visitor');
	assert.equal((await drill.request('/v1/drills', { headers })).status, 401, 'on the server itself');
	assert.equal((await drill.request(`${drill.live}/v1/snapshot`, { headers })).body.seq, before);
	for (const path of ['tokens', 'session', 'tokens/x/rotate'])
		assert.equal((await drill.write('POST', `${drill.live}/v1/${path}`, {})).status, 404, path);
	await drill.write('POST', `/v1/drills/${drill.id}/end`);
	assert.equal((await drill.request(`${drill.live}/v1/snapshot`, { headers })).status, 404, 'after its end');
});

test('who is signed in to the server is signed in to its drills, and a cookie alone writes nothing', async (context) => {
	const drill = await aDrill(context);
	const { body: made } = await drill.write('POST', '/v1/tokens', { name: 'wall', role: 'viewer' });
	const [admin, viewer] = [await aSession(drill), await aSession(drill, made.token)];
	const status = async (path: string, headers: Record<string, string>, method = 'GET') => {
		const body = method === 'POST' ? JSON.stringify({ title: secretTitle }) : undefined;
		const type = { 'content-type': 'application/json' };
		const sent = { method, headers: { ...type, ...headers }, ...(body && { body }) };
		return (await drill.request(`${drill.live}${path}`, sent)).status;
	};
	const own = { origin: drill.url, 'sec-fetch-site': 'same-origin' };
	for (const path of ['/v1/snapshot', '/v1/drafts', '/v1/log', '/v1/operators'])
		assert.equal(await status(path, { cookie: admin.cookie }), 200, path);
	assert.equal(await status('/v1/notices', { cookie: admin.cookie }, 'POST'), 403, 'without an origin');
	const other = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
	assert.equal(await status('/v1/notices', { cookie: admin.cookie, ...other }, 'POST'), 403, 'another site');
	assert.equal(await status('/v1/notices', { cookie: viewer.cookie, ...own }, 'POST'), 403, 'a viewer');
	assert.equal(await status('/v1/notices', { cookie: admin.cookie, ...own }, 'POST'), 201);
	const wrong = { cookie: `${sessionCookie}=${'x'.repeat(43)}` };
	for (const path of ['/v1/snapshot', '/v1/drafts']) assert.equal(await status(path, wrong), 401, path);
	// A link to watch lets a person watch, also in the browser of an operator.
	const { token } = (await drill.write('POST', `/v1/drills/${drill.id}/viewers`)).body;
	const watching = { authorization: `Bearer ${token}`, cookie: admin.cookie, ...own };
	assert.equal(await status('/v1/snapshot', watching), 200);
	assert.equal(await status('/v1/drafts', watching), 401);
	assert.equal(await status('/v1/notices', watching, 'POST'), 403);
	await drill.request('/v1/session', { method: 'DELETE', headers: { cookie: admin.cookie, ...own } });
	assert.equal(await status('/v1/snapshot', { cookie: admin.cookie }), 401, 'after the sign-out');
});

test('the files of the console are below the drill, and show nothing of it', async (context) => {
	const drill = await aDrill(context);
	await open(drill);
	for (const path of ['/console', '/console/publish']) {
		const { status, text } = await drill.request(`${drill.live}${path}`);
		assert.equal(status, 200, path);
		assert.ok(!/zebra/i.test(text), path);
	}
	const raw = (path: string): Promise<string> =>
		new Promise((resolve, reject) => {
			const { hostname, port } = new URL(drill.url);
			const sent = get({ hostname, port, path: `${drill.live}${path}` }, (response) => {
				readText(response).then((answer) => resolve(`${response.statusCode} ${answer}`), reject);
			});
			sent.once('error', reject);
		});
	assert.match(await raw('/console/notices/zebra-down?a=b'), /^200 <!doctype/);
	for (const path of [
		...['/consoles', '/console/../v1/snapshot', '/console/..%2fv1/snapshot', '/console/%2e%2e/v1/snapshot'],
		...[
			'/console/./../v1/notices',
			'/console/x\\..\\..\\v1\\notices',
			'/v1/console',
			'/console//../v1/notices',
		],
	])
		assert.match(await raw(path), /^40[01] (?!.*zebra)/i, path);
	const post = await drill.request(`${drill.live}/console`, { method: 'POST' });
	assert.equal(post.status, 401);
});

test('a token to watch expires after four hours', async (context) => {
	let now = Date.parse('2026-11-30T10:00:00Z');
	const server = await aServer(context, { clock: { now: () => now, after: () => () => {} } });
	const { body: drill } = await server.write('POST', '/v1/drills', drilled);
	const { body: viewer } = await server.write('POST', `/v1/drills/${drill.id}/viewers`);
	assert.equal(viewer.expiresAt, '2026-11-30T14:00:00.000Z');
	const headers = { authorization: `Bearer ${viewer.token}` };
	const status = async () => (await server.request(`${drill.live}/v1/snapshot`, { headers })).status;
	now += 4 * 3_600_000 - 1_000;
	assert.equal(await status(), 200);
	now += 1_000;
	assert.equal(await status(), 401);
});

test('a fault breaks the drill’s stream, not the public one, and not the operator’s', async (context) => {
	const drill = await aDrill(context);
	const { token } = (await drill.write('POST', `/v1/drills/${drill.id}/viewers`)).body;
	const headers = { authorization: `Bearer ${token}` };
	const ordinary = await aReader(context, `${drill.url}/v1/stream`);
	const watching = await aReader(context, `${drill.url}${drill.live}/v1/stream`, headers);
	await until(() => watching.text.includes('event: snapshot'));
	const fault = (body: object) => drill.write('POST', `/v1/drills/${drill.id}/faults`, body);
	assert.equal((await fault({ kind: 'unavailable', for: '3s' })).status, 204);
	await until(() => !watching.isOpen);
	const snapshot = () => drill.request(`${drill.live}/v1/snapshot`, { headers });
	const refused = await snapshot();
	assert.deepEqual([refused.status, refused.headers.has('retry-after')], [503, true]);
	assert.equal((await open(drill)).status, 201);
	assert.ok(ordinary.isOpen);
	const end = performance.now() + 20_000;
	while ((await snapshot()).status !== 200) {
		assert.ok(performance.now() < end);
		await delay(200);
	}
	for (const body of [{ kind: 'fire' }, { kind: 'cut', for: '2h' }, { kind: 'cut', for: 'soon' }])
		assert.equal((await fault(body)).status, 422, JSON.stringify(body));
});

test('the scorecard is computed from what was done, is stored, and is there for comparison', async (context) => {
	let now = Date.parse('2026-11-30T10:00:00Z');
	const server = await aServer(context, { clock: { now: () => now, after: () => () => {} } });
	const start = { ...drilled, title: 'Quarterly', speed: 2 };
	const { body: drill } = await server.write('POST', '/v1/drills', start);
	const live = (method: string, path: string, body: object) =>
		server.write(method, `${drill.live}/v1/${path}`, body);
	now += 30_000;
	await live('POST', 'drafts', { title: 'Alert', affected: [], newComponents: [] });
	now += 120_000;
	await live('POST', 'notices', {
		id: 'n',
		title: 'Down',
		impact: 'major',
		workaround: 'Call us.',
		body: 'Looking.',
	});
	now += 60_000;
	await live('POST', 'notices/n/updates', { phase: 'identified', body: 'Found.' });
	now += 60_000;
	const { body: shown } = await server.request(`${drill.live}/v1/notices/n`, {
		headers: { authorization: 'Bearer a-token-for-the-tests' },
	});
	await live(
		'POST',
		`notices/n/updates/${shown.updates.find(({ body }: { body: unknown }) => JSON.stringify(body).includes('Found')).id}/withdraw`,
		{},
	);
	await live('POST', 'notices/n/resolve', { body: 'Over.' });
	await live('PUT', 'notices/n/postmortem', { title: 'Why', body: 'A cause.' });
	const { status, body: ended } = await server.write('POST', `/v1/drills/${drill.id}/end`);
	assert.equal(status, 200);
	assert.deepEqual(ended.scorecard, {
		seconds: 540,
		firstNoticeSeconds: 240,
		notices: 1,
		updates: 3,
		answered: { affected: 0, unaffected: 0, workaround: 1, dataSafety: 0, nextUpdate: 1 },
		promises: { kept: 2, broken: 0, moved: 0 },
		phases: 3,
		resolved: 1,
		postmortems: 1,
		corrections: 1,
	});
	const { body: list } = await server.request('/v1/drills', {
		headers: { authorization: 'Bearer a-token-for-the-tests' },
	});
	assert.deepEqual(list.drills, [ended]);
	assert.equal(list.due.next, '2027-02-28T10:04:30.000Z', 'the general pack asks for one every 90 days');
	const { last, every, criticalEvery } = list.due;
	assert.deepEqual([last, every, criticalEvery], [ended.endedAt, '90d', '30d']);
	const { entries } = (await server.write('GET', '/v1/log')).body;
	assert.equal(entries[0].command, 'record-drill');
	assert.deepEqual(
		entries[0].changes.map(({ kind, fields }: { kind: string; fields: unknown }) => [kind, fields]),
		[['drill-held', [{ field: 'endedAt', before: null, after: ended.endedAt }]]],
		'the log has the time of the drill and nothing of its content',
	);
	assert.equal((await server.write('POST', `/v1/drills/${drill.id}/end`)).status, 404);
	now += 60 * 60_000;
	const { drills, backups, targets } = (await server.request('/report.json')).body;
	assert.deepEqual(drills, {
		...{ held: 1, lastAt: ended.endedAt, medianFirstNoticeMinutes: 4 },
		promises: { kept: 2, broken: 0 },
	});
	assert.deepEqual([backups, targets.drillDays, targets.restoreDays], [null, 90, 90]);
	assert.match((await server.request('/report.csv')).text, /\r\ndrills\.held,,1\r\n/);
});

test('at most three drills run, and a server that stops ends them', async (context) => {
	const server = await aServer(context);
	for (let count = 0; count < 3; count += 1)
		assert.equal((await server.write('POST', '/v1/drills', { title: `Drill ${count}` })).status, 201);
	const { status, body } = await server.write('POST', '/v1/drills', { title: 'One more' });
	assert.deepEqual([status, body.code], [503, 'busy']);
	await server.close();
});
