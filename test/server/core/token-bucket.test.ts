import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyedTokenBuckets, TokenBucket } from '../../../server/core/token-bucket.ts';

const second = 1_000;
/** Two tokens, and two more every ten seconds. */
const rate = { capacity: 2, tokensPerMs: 2 / (10 * second) };

test('a bucket refills as time passes, and never above its capacity', () => {
	const bucket = new TokenBucket(rate, 0);
	const take = (...seconds: number[]) => seconds.map((at) => bucket.tryTake(at * second));
	assert.deepEqual(take(0, 0, 0), [true, true, false]);
	assert.deepEqual(take(4, 5), [false, true]);
	assert.deepEqual(take(3_600, 3_600, 3_600), [true, true, false]);
});

test('a clock that is set back neither adds tokens nor takes any', () => {
	const bucket = new TokenBucket(rate, 100 * second);
	assert.deepEqual(
		[bucket.tryTake(100 * second), bucket.tryTake(0), bucket.tryTake(0), bucket.tryTake(5 * second)],
		[true, true, false, true],
	);
});

test('a bucket is full when it is new and once it has refilled', () => {
	const bucket = new TokenBucket(rate, 0);
	assert.equal(bucket.isFull(0), true);
	bucket.tryTake(0);
	assert.deepEqual([bucket.isFull(4 * second), bucket.isFull(5 * second)], [false, true]);
});

test('each key has a bucket of its own', () => {
	const buckets = new KeyedTokenBuckets(rate, 10);
	assert.deepEqual(
		['a', 'a', 'a', 'b'].map((key) => buckets.tryTake(key, 0)),
		[true, true, false, true],
	);
});

test('a new key is refused at the maximum of keys, until a bucket has refilled and is dropped', () => {
	const buckets = new KeyedTokenBuckets({ capacity: 1, tokensPerMs: 1 / (10 * second) }, 2);
	assert.deepEqual(
		['a', 'b', 'c'].map((key) => buckets.tryTake(key, 0)),
		[true, true, false],
	);
	assert.equal(buckets.tryTake('a', 9 * second), false);
	assert.equal(buckets.tryTake('c', 10 * second), true);
});
