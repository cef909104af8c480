/** A server that is killed while it sends notifications loses none, keeps the order, and repeats few. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parallelPushes } from '../../../../server/connectors/web-push/push-channel.ts';
import { aFolder } from '../../../support/folder.ts';
import { aPushService } from '../../../support/push-service.ts';
import { seeded } from '../../../support/seeded-random.ts';
import { token } from '../../../support/server.ts';

const notices = 40;
const kills = 4;
const names = Array.from({ length: 12 }, (_, index) => `browser${index}`);

async function aProcess(context: { after(act: () => unknown): void }, data: string) {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'test/server/connectors/web-push/push-process.ts'],
		{ env: { PATH: process.env.PATH, DATA: data, TOKEN: token }, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const ended = once(child, 'close');
	const kill = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};
	context.after(kill);
	const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { url, kill };
}

const post = (url: string, path: string, body: object, headers: Record<string, string> = {}) =>
	fetch(url + path, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});

/** `true`: the notice is published. A killed server may have published it all the same. */
async function publish(url: string, index: number): Promise<boolean> {
	try {
		const body = { title: `Notice ${index}`, impact: 'minor', body: 'Text.', anyway: true };
		const { status } = await post(url, '/v1/notices', body, { 'idempotency-key': `notice-${index}` });
		assert.equal(status, 201);
		return true;
	} catch (error) {
		if (error instanceof assert.AssertionError) throw error;
		return false;
	}
}

test(`${notices} notices reach every browser, although the server is killed ${kills} times`, async (context) => {
	const random = seeded(20);
	const folder = aFolder(context);
	const service = await aPushService(context);
	const browsers = names.map((name) => service.browser(name));
	let server = await aProcess(context, folder);
	for (const { subscription } of browsers)
		assert.equal((await post(server.url, '/v1/push', { subscription })).status, 201);
	let published = 0;
	const publishing = async (url: string): Promise<void> => {
		while (published < notices && (await publish(url, published))) published++;
	};
	for (let run = 0; run < kills; run++) {
		const working = publishing(server.url);
		// In the middle of a message.
		await service.until(service.accepted.length + 5 + Math.floor(random() * 60));
		await server.kill();
		await working;
		server = await aProcess(context, folder);
	}
	await publishing(server.url);
	const distinct = () => new Set(service.accepted.map(({ path, document }) => `${path} ${document.id}`)).size;
	while (distinct() < notices * names.length) await sleep(20);

	const expected = Array.from({ length: notices }, (_, index) => `Investigating: Notice ${index}`);
	for (const { path } of browsers) {
		const own = service.accepted.filter((each) => each.path === path);
		const firsts = new Map(own.map(({ document }) => [document.id, document.title]));
		assert.deepEqual([...firsts.values()], expected, path);
	}
	const repeated = service.accepted.length - distinct();
	assert.ok(repeated <= kills * parallelPushes, `${repeated} notifications were repeated`);
	context.diagnostic(`${service.accepted.length} notifications, ${repeated} of them repeated`);
});
