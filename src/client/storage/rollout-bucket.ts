import type { Environment } from '../environment.ts';
import { recall, remember } from './storage.ts';

const key = 'candor:share';

/**
 * This browser's place among all, a whole number from 0 to 99, the same at every visit: for notices that are for a part of them. A hundredth
 * of all browsers have the same one, so that it tells none from another. Made when it is first asked for.
 */
export function shareOf(environment: Environment): number {
	const kept = /^\d{1,2}$/.exec(recall(environment, key) ?? '');
	if (kept) return Number(kept[0]);
	const share = Math.floor(environment.Math.random() * 100);
	remember(environment, key, `${share}`);
	return share;
}
let known: number | undefined;
/** {@link shareOf} in this page, also where nothing can be remembered. */
export function shareInPage(): number {
	known ??= shareOf(window);
	return known;
}
