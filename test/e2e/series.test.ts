/**
 * Recurring maintenance with a real server process and its real clock: each occurrence is announced
 * once, also when the process is killed around the instant.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aFolder } from '../support/folder.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';

const token = 'a-token-for-the-tests';

const reports = { name: 'Reports', description: null, group: null, position: null, status: null };

const ask = async (url: string, path: string, method = 'GET', body?: object) => {
	const response = await fetch(url + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: await response.json() };
};

/** How long after the instant, in milliseconds, each round ends the process. */
const kills = [-300, -20, 0, 3, 8, 20, 50, 300];

test(`killed around the instant ${kills.length} times, an occurrence is announced exactly once`, {
	timeout: 300_000,
}, async (context) => {
	const environment = { CANDOR_DATA: aFolder(context), CANDOR_TOKEN: token };
	let server: ServerProcess = await aServerProcess(context, environment);
	await ask(server.url, '/v1/components/reports', 'PUT', reports);
	for (const [round, offset] of kills.entries()) {
		// The time of day of a series has whole minutes; how long ahead it is announced has milliseconds.
		const start = Math.ceil(Date.now() / 60_000) * 60_000 + 30 * 60_000;
		const at = Date.now() + 1_500;
		const ahead = `${Math.floor((start - at) / 1_000)}s${(start - at) % 1_000}ms`;
		const day = new Date(start).toISOString().slice(0, 10);
		const written = await ask(server.url, '/v1/series', 'POST', {
			...{ id: `s${round}`, title: `Upgrade ${round}`, affected: [{ component: 'reports' }] },
			...{ zone: 'UTC', start: new Date(start).toISOString().slice(0, 16), duration: '1h' },
			...{ rrule: 'FREQ=WEEKLY', announceAhead: ahead },
		});
		assert.equal(written.status, 201, JSON.stringify(written.body));
		assert.equal(written.body.occurrences[0].announceAt, new Date(at).toISOString());
		await wait(Math.max(0, at + offset - Date.now()));
		assert.equal(await server.end('SIGKILL'), 'SIGKILL');
		server = await aServerProcess(context, environment);
		const notice = `s${round}-${day}`;
		const deadline = Date.now() + 20_000;
		while ((await ask(server.url, `/v1/notices/${notice}`)).status !== 200) {
			assert.ok(Date.now() < deadline, `round ${round}: it is not announced`);
			await wait(50);
		}
		const { body: log } = await ask(server.url, `/v1/log?notice=${notice}`);
		assert.deepEqual(
			log.entries.map(({ command, source }: { command: string; source: string }) => [command, source]),
			[['announce-occurrence', 'clock']],
			`round ${round}`,
		);
		const { body: found } = await ask(server.url, `/v1/notices/${notice}`);
		assert.deepEqual([found.updates.length, found.phase], [1, 'scheduled']);
		assert.ok(Date.parse(found.openedAt) >= at, 'not before its time');
	}
	const { body } = await ask(server.url, '/v1/notices');
	assert.equal(body.notices.length, kills.length);
});
