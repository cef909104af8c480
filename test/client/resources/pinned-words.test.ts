/** Where keys are pinned, words in other languages are bound by their hash. Real servers. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { followCatalogue } from '../../../src/client/resources/catalogues.ts';
import { realEnvironment } from '../real-environment.ts';
import { json, WireServer } from '../wire-server.ts';

const words = { safetyAffected: 'Daten sind betroffen' };
const text = JSON.stringify(words);
const altered = JSON.stringify({ safetyAffected: 'Daten sind sicher' });
const integrity = `sha256-${createHash('sha256').update(text).digest('base64')}`;

async function aServer(context: TestContext, body: string): Promise<WireServer> {
	const server = new WireServer();
	server.overrides.set('/locales/de.json', json(body));
	await server.start();
	context.after(() => server.kill());
	return server;
}

function aPage(context: TestContext) {
	const environment = realEnvironment(1);
	context.after(() => environment.stop());
	return environment;
}

test('a file of words that a server has altered is refused, and the next server is asked', async (context) => {
	const first = await aServer(context, altered);
	const second = await aServer(context, text);
	const received = await new Promise((resolve) => {
		void followCatalogue(aPage(context), [first.source, second.source], 'de', resolve, integrity);
	});
	assert.deepEqual(received, words);
	assert.deepEqual([first.requests.length, second.requests.length], [1, 1]);
});

test('without a file of the right hash there are no words', async (context) => {
	const server = await aServer(context, altered);
	const received: unknown[] = [];
	void followCatalogue(aPage(context), [server.source], 'de', (each) => received.push(each), integrity);
	await server.until(() => server.requests.length > 0);
	await new Promise((resolve) => setTimeout(resolve, 500));
	assert.deepEqual(received, []);
	assert.equal(server.requests.length, 1);
});

test('words that were stored before keys were pinned are not used', async (context) => {
	const server = await aServer(context, text);
	const stored = new Map<string, string>();
	const page = Object.assign(aPage(context), {
		localStorage: {
			getItem: (key: string) => stored.get(key) ?? null,
			setItem: (key: string, value: string) => void stored.set(key, value),
		},
	});
	stored.set(`candor:words:${server.source} de`, `{"at":${Date.now()},"words":${altered}}`);
	const received = await new Promise((resolve) => {
		void followCatalogue(page, [server.source], 'de', resolve, integrity);
	});
	assert.deepEqual(received, words);
	// A page that pins nothing goes on with its own.
	assert.equal(stored.size, 2);
});
