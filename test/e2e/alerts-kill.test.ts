/** Hold-downs survive the end of the process, at any moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { checkoutRule } from '../server/connectors/alerts/story.ts';
import { aFolder } from '../support/folder.ts';
import { aServerProcess } from '../support/process.ts';

const token = 'a-token-for-this-test';

test('killed again and again, the server opens one notice after the hold-down, and ends it', {
	timeout: 120_000,
}, async (context) => {
	const data = aFolder(context);
	const start = () =>
		aServerProcess(context, { CANDOR_DATA: data, CANDOR_TOKEN: token, CANDOR_LOG: 'silent' });
	let server = await start();
	const ask = async (method: string, path: string, body?: unknown, secret = token) => {
		const response = await fetch(server.url + path, {
			method,
			headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		assert.ok(response.ok, `${method} ${path}: ${response.status}`);
		return response.json();
	};
	const killed = async (): Promise<void> => {
		await server.end('SIGKILL');
		server = await start();
	};
	await ask('PUT', '/v1/components/checkout', {
		...{ name: 'Checkout', description: null, group: null, position: null, status: null },
	});
	const { secret } = await ask('POST', '/v1/alert-sources', { id: 'tool', kind: 'json' });
	const times = { publish: true, openAfter: '4s', resolveAfter: '4s' };
	await ask('PUT', '/v1/alert-rules/checkout', { ...checkoutRule, ...times });
	const send = (status: string) =>
		ask('POST', '/v1/alerts/tool', { key: 'a', status, labels: { alertname: 'CheckoutErrors' } }, secret);
	const steps = async (): Promise<string[]> =>
		(await ask('GET', '/v1/log?limit=500')).entries
			.filter(({ source }: { source: string }) => source === 'alert')
			.map(({ command }: { command: string }) => command);
	/**
	 * Kills the server until a rule has made so many steps: after half a second, then later and later,
	 * so that a busy machine makes progress. Ends with the test.
	 */
	const killedUntil = async (count: number): Promise<void> => {
		for (let ms = 500; (await steps()).length < count; ms += 250) {
			await wait(ms, undefined, { signal: context.signal });
			await killed();
		}
	};
	await send('firing');
	await killed();
	assert.equal((await ask('GET', '/v1/alerts')).groups.length, 1);
	await killedUntil(1);
	await killed();
	await send('resolved');
	await killedUntil(2);
	await killed();
	assert.deepEqual((await steps()).reverse(), ['open-notice', 'resolve']);
	assert.equal((await ask('GET', '/v1/notices')).notices.length, 1);
});
