/**
 * The smallest of the values that is not below so many percent of them (the nearest rank). `null`
 * for no values.
 */
export function percentile(values: readonly number[], percent: number): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	const rank = Math.ceil((percent / 100) * sorted.length);
	return sorted[Math.max(0, rank - 1)] ?? null;
}
