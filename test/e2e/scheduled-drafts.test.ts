/**
 * Scheduled drafts with a real server process and its real clock: published once, also when the
 * process is killed around the instant.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aFolder } from '../support/folder.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';

const token = 'a-token-for-the-tests';

const ask = async (url: string, path: string, method = 'GET', body?: object) => {
	const response = await fetch(url + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: await response.json() };
};

/** How long after the instant, in milliseconds, each round ends the process. */
const kills = [-400, -50, 0, 2, 5, 10, 20, 50, 400];

test(`killed around the instant ${kills.length} times, a draft is published exactly once`, {
	timeout: 300_000,
}, async (context) => {
	const environment = { CANDOR_DATA: aFolder(context), CANDOR_TOKEN: token };
	let server: ServerProcess = await aServerProcess(context, environment);
	for (const [round, offset] of kills.entries()) {
		// Counted by the server: on a busy machine the request itself may take longer.
		const written = await ask(server.url, '/v1/drafts', 'POST', {
			...{ id: `n${round}`, kind: 'announcement', title: `News number ${round}` },
			publishAt: '2s',
		});
		assert.equal(written.status, 201, JSON.stringify(written.body));
		const at = Date.parse(written.body.publishAt);
		await wait(Math.max(0, at + offset - Date.now()));
		assert.equal(await server.end('SIGKILL'), 'SIGKILL');
		server = await aServerProcess(context, environment);
		const deadline = Date.now() + 20_000;
		while ((await ask(server.url, `/v1/notices/n${round}`)).status !== 200) {
			assert.ok(Date.now() < deadline, `round ${round}: it is not published`);
			await wait(50);
		}
		const { body: log } = await ask(server.url, `/v1/log?notice=n${round}`);
		assert.deepEqual(
			log.entries.map(({ command, source }: { command: string; source: string }) => [command, source]),
			[
				['publish-scheduled', 'clock'],
				['draft-notice', 'api'],
			],
			`round ${round}`,
		);
		const { body: notice } = await ask(server.url, `/v1/notices/n${round}`);
		assert.equal(notice.updates.length, 1);
		assert.ok(Date.parse(notice.openedAt) >= at, 'not before its time');
	}
	assert.deepEqual((await ask(server.url, '/v1/drafts')).body.waiting, []);
});
