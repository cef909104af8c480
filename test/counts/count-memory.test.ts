/** Each browser counts each thing once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCountMemory } from '../../src/counts/count-memory.ts';
import { fakeBrowser } from '../client/fake-browser.ts';
import { fakeEnvironment } from '../client/fake-environment.ts';

const source = 'https://status.example.com';

test('a name is new once, also after the page is loaded again', async () => {
	const environment = fakeEnvironment();
	const memory = createCountMemory(environment, source);
	assert.deepEqual([await memory.claim('a'), await memory.claim('a')], [true, false]);
	const later = createCountMemory(environment, source);
	assert.deepEqual([await later.claim('a'), await later.claimForGood('b')], [false, true]);
	assert.deepEqual([await later.claimForGood('b')], [false]);
});

test('of two tabs at once, one counts', async () => {
	const { navigator, ...browser } = fakeBrowser();
	const request = (name: string, act: () => unknown) => navigator.locks?.request(name, {}, act);
	const locks = { request } as unknown as Pick<LockManager, 'request'>;
	const environment = fakeEnvironment({ browser: { ...browser, navigator: { locks } } });
	const [one, two] = [createCountMemory(environment, source), createCountMemory(environment, source)];
	const results = await Promise.all([one.claim('a'), two.claim('a')]);
	assert.deepEqual(results.sort(), [false, true]);
});

test('where nothing can be stored, a page counts once, and never what lasts', async () => {
	const environment = fakeEnvironment({
		storage: () => {
			throw new DOMException('Storage is blocked.', 'SecurityError');
		},
	});
	const memory = createCountMemory(environment, source);
	assert.deepEqual([await memory.claim('a'), await memory.claim('a')], [true, false]);
	assert.equal(await memory.claimForGood('back'), false);
	assert.equal(await createCountMemory(environment, source).claim('a'), true);
});

test('what another script wrote counts as nothing, and is replaced', async () => {
	const environment = fakeEnvironment();
	environment.stored.set(`candor:counted:${source}`, '{"a":');
	assert.equal(await createCountMemory(environment, source).claim('a'), true);
	assert.equal(environment.stored.get(`candor:counted:${source}`), '["a"]');
});
