/**
 * `kill -9` of the server at random moments while a client writes: every acknowledged commit is there after the restart, and an open
 * page catches up. `CANDOR_KILL_ROUNDS` sets the number of kills. Default: 4.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, type RichText } from '../../src/model/rich-text.ts';
import { aFolder } from '../support/folder.ts';
import { aBrowser, aFreePort, aProduct } from '../support/page.ts';
import { aServerProcess, type ServerProcess } from '../support/process.ts';

const chrome = aBrowser();

const rounds = Number(process.env.CANDOR_KILL_ROUNDS ?? 4);
const token = 'a-token-for-the-tests';

/** Repeats the request with the same key until a server acknowledges it. */
async function writeUntilAcknowledged(url: string, path: string, body: object, key: string): Promise<void> {
	for (;;) {
		try {
			const response = await fetch(url + path, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${token}`,
					'content-type': 'application/json',
					'idempotency-key': key,
				},
				body: JSON.stringify(body),
				signal: AbortSignal.timeout(5_000),
			});
			assert.equal(response.status, 201, await response.text());
			return;
		} catch (error) {
			if (error instanceof assert.AssertionError) throw error;
			// The server was killed: the request is repeated.
			await new Promise(setImmediate);
		}
	}
}

/** A timeline, with a record of every state that it shows, as the numbers of its updates. */
const recordedTimeline = `<candor-timeline notice="n"></candor-timeline><script>
	globalThis.seen = [];
	const look = () => {
		const items = document.querySelector('candor-timeline').shadowRoot.querySelectorAll('.updates .rich');
		seen.push([...items].map((item) => Number(item.textContent.match(/\\d+/)?.[0])));
	};
	customElements.whenDefined('candor-timeline').then(() => {
		const { shadowRoot } = document.querySelector('candor-timeline');
		new MutationObserver(look).observe(shadowRoot, { childList: true, subtree: true });
	});
</script>`;

const words = (body: RichText): number => Number(/\d+/.exec(plainText(body))?.[0]);

test(`${rounds} kills: no acknowledged commit is lost, doubled or out of order`, {
	timeout: 600_000,
}, async (context) => {
	const port = String(await aFreePort());
	const environment = { CANDOR_DATA: aFolder(context), CANDOR_PORT: port, CANDOR_TOKEN: token };
	let server: ServerProcess = await aServerProcess(context, environment);
	const { url } = server;
	const page = await chrome().newPage();
	await page.goto(await aProduct(context, url, recordedTimeline));
	await writeUntilAcknowledged(url, '/v1/notices', { id: 'n', title: 'Down', body: 'Update 1.' }, 'open');

	let acknowledged = 1;
	let done = false;
	const writing = (async () => {
		while (!done) {
			const next = acknowledged + 1;
			await writeUntilAcknowledged(url, '/v1/notices/n/updates', { body: `Update ${next}.` }, `u${next}`);
			acknowledged = next;
		}
	})();

	for (let round = 0; round < rounds; round++) {
		// At a random point within the next few commits.
		const until = acknowledged + Math.floor(Math.random() * 6);
		while (acknowledged < until) await new Promise(setImmediate);
		const pause = process.hrtime.bigint() + BigInt(Math.floor(Math.random() * 3_000_000));
		while (process.hrtime.bigint() < pause) await new Promise(setImmediate);
		const promised = acknowledged;
		assert.equal(await server.end('SIGKILL'), 'SIGKILL');
		server = await aServerProcess(context, environment);
		// Without this event the page would reconnect within twelve seconds, perhaps after the next kill.
		await page.evaluate(() => dispatchEvent(new Event('online')));
		const { updates } = await (await fetch(`${url}/v1/notices/n`)).json();
		assert.ok(updates.length >= promised, `round ${round}: ${updates.length} of ${promised} acknowledged`);
	}
	done = true;
	await writing;

	const { updates } = await (await fetch(`${url}/v1/notices/n`)).json();
	const expected = Array.from({ length: acknowledged }, (_, index) => acknowledged - index);
	assert.deepEqual(
		updates.map(({ body }: { body: RichText }) => words(body)),
		expected,
	);
	await page.waitForFunction(
		(count) => (globalThis as unknown as { seen: number[][] }).seen.at(-1)?.length === count,
		acknowledged,
		{ timeout: 60_000, polling: 50 },
	);
	const seen = await page.evaluate(() => (globalThis as unknown as { seen: number[][] }).seen);
	assert.deepEqual(seen.at(-1), expected);
	// Every state is complete up to some update: no gap, no repetition, never an older state after a newer one.
	let longest = 0;
	for (const numbers of seen) {
		assert.deepEqual(
			numbers,
			Array.from({ length: numbers.length }, (_, index) => numbers.length - index),
		);
		assert.ok(numbers.length >= longest, `from ${longest} back to ${numbers.length}`);
		longest = numbers.length;
	}
});
