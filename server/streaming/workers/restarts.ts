/** When a worker that has ended is replaced. */

/** One that has lived for this long had started well, in milliseconds. */
export const wellMs = 60_000;
const firstMs = 1_000;
const longestMs = 30_000;

/** In milliseconds: the first one at once, then with a pause that doubles with each in a row that has ended soon after its start. */
export const pauseBefore = (failures: number): number =>
	failures <= 1 ? 0 : Math.min(firstMs * 2 ** (failures - 2), longestMs);
