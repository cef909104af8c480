import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRolloutBucket } from '../../../src/client/storage/rollout-bucket.ts';
import { fakeEnvironment } from '../fake-environment.ts';

const key = 'candor:share';

test('a browser chooses its bucket at random, and keeps it', () => {
	for (const [random, bucket] of [
		[0, 0],
		[0.5, 50],
		[0.999_9, 99],
	] as const) {
		const environment = fakeEnvironment({ random: () => random });
		assert.equal(createRolloutBucket(environment), bucket);
		assert.equal(environment.stored.get(key), `${bucket}`);
		const next = fakeEnvironment({ random: () => 0.25, storage: () => environment.localStorage });
		assert.equal(createRolloutBucket(next), bucket);
	}
});

test('an invalid entry is replaced', () => {
	for (const text of ['', '100', '-1', '1.5', 'x', '{}']) {
		const environment = fakeEnvironment();
		environment.stored.set(key, text);
		assert.equal(createRolloutBucket(environment), 50, text);
		assert.equal(environment.stored.get(key), '50');
	}
});
