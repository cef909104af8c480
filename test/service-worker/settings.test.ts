import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, retryAfterMs } from '../../src/service-worker/page/failure.ts';
import { readSettings } from '../../src/service-worker/settings.ts';

const address = new URL('https://app.example/tools/candor-sw.js');

test('by default, the status server is the folder of the worker, and the product has the name of its host', () => {
	assert.deepEqual(readSettings({}, address), {
		sources: ['https://app.example/tools'],
		mirrors: [],
		keys: '',
		site: '',
		name: 'app.example',
		integrity: '',
		statuses: [],
		languages: [],
		timeoutMs: 10_000,
		listens: true,
		preloads: false,
	});
});

test('lists are separated by spaces; relative addresses are relative to the worker', () => {
	const { sources, mirrors, statuses } = readSettings(
		{
			src: 'https://a.example/ /status/?x#y',
			mirrors: 'https://cdn.example/s/snapshot.json',
			statuses: '502 503',
		},
		address,
	);
	assert.deepEqual(sources, ['https://a.example', 'https://app.example/status']);
	assert.deepEqual(mirrors, ['https://cdn.example/s/snapshot.json']);
	assert.deepEqual(statuses, [502, 503]);
});

test('a text that is not an address is left out, with a warning in the console', (context) => {
	const { mock } = context.mock.method(console, 'warn', () => undefined);
	assert.deepEqual(readSettings({ src: 'https://[ https://a.example' }, address).sources, [
		'https://a.example',
	]);
	assert.deepEqual(mock.calls[0]?.arguments, [
		'Candor cannot use "https://[" in "src": it is not an address.',
	]);
});

test('patience is in seconds, as text or a number; a value that cannot be used is replaced by the default', () => {
	for (const [patience, expected] of [
		['2.5', 2_500],
		[0, 0],
		['soon', 10_000],
		['-1', 10_000],
	] as const)
		assert.equal(readSettings({ patience }, address).timeoutMs, expected, String(patience));
});

const answer = (status: number, headers: Record<string, string> = {}) => ({
	status,
	headers: new Headers(headers),
});

test('the failures are all statuses from 500, or the named ones, unless the host refuses the takeover', () => {
	assert.equal(failureOf(answer(500), []), 500);
	assert.equal(failureOf(answer(404), []), null);
	// The browser follows redirects itself; a worker sees status 0.
	assert.equal(failureOf(answer(0), []), null);
	assert.equal(failureOf(answer(500), [502, 503]), null);
	assert.equal(failureOf(answer(503), [502, 503]), 503);
	assert.equal(failureOf(answer(503, { 'candor-takeover': 'no' }), []), null);
});

test('Retry-After is seconds or a date; anything else counts as none', () => {
	const now = Date.parse('2026-11-24T12:00:00Z');
	for (const [value, expected] of [
		['120', 120_000],
		['Tue, 24 Nov 2026 12:01:00 GMT', 60_000],
		['Tue, 24 Nov 2026 11:00:00 GMT', 0],
		['soon', 0],
		['', 0],
	] as const)
		assert.equal(retryAfterMs(answer(503, { 'retry-after': value }), now), expected, value);
	assert.equal(retryAfterMs(answer(503), now), 0);
});
