import type { Environment } from '../environment.ts';
import { readStorage, writeStorage } from './storage.ts';

const key = 'candor:share';

/**
 * This browser's bucket for notices that are shown to a percentage of all browsers: a whole number
 * from 0 to 99, chosen at random and then the same at every visit. One in a hundred browsers has
 * the same number, so it does not identify a browser.
 */
export function createRolloutBucket(environment: Environment): number {
	const stored = /^\d{1,2}$/.exec(readStorage(environment, key) ?? '');
	if (stored) return Number(stored[0]);
	const bucket = Math.floor(environment.Math.random() * 100);
	writeStorage(environment, key, `${bucket}`);
	return bucket;
}

let pageBucket: number | undefined;

/**
 * {@link createRolloutBucket} for this page. The number stays the same in the page where nothing
 * can be stored.
 */
export function rolloutBucket(): number {
	pageBucket ??= createRolloutBucket(window);
	return pageBucket;
}
