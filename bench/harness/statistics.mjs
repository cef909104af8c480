/** Medians, of values and of ratios. */

export function median(values) {
	const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
	if (sorted.length === 0) return null;
	const middle = sorted.length / 2;
	return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of ratios measured side by side: a slow phase of the machine affects both values. */
export const medianRatio = (values, others) =>
	median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
