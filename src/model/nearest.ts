/** Finds the names that are nearest to a misspelled one. */

/**
 * How many letters must be changed, added, left out or swapped with their neighbour to turn one
 * text into the other.
 */
export function editDistance(from: string, to: string): number {
	let [beforeLast, last]: [number[], number[]] = [
		[],
		Array.from({ length: to.length + 1 }, (_, index) => index),
	];
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const isEqual = from[row - 1] === to[column - 1];
			const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current[column] = Math.min(
				(last[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(last[column - 1] ?? 0) + (isEqual ? 0 : 1),
				isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
			);
		}
		[beforeLast, last] = [last, current];
	}
	return last[to.length] ?? 0;
}

/** At most three candidates that are similar to the text or begin with it, the nearest first. */
export function nearest<Candidate>(
	text: string,
	candidates: readonly Candidate[],
	namesOf: (candidate: Candidate) => readonly string[],
): Candidate[] {
	const wanted = text.toLowerCase();
	const distanceTo = (name: string): number => {
		const known = name.toLowerCase();
		const isPart = wanted.length > 2 && (known.startsWith(wanted) || wanted.startsWith(known));
		return isPart ? 1 : editDistance(wanted, known);
	};
	return candidates
		.map((candidate) => ({ candidate, distance: Math.min(...namesOf(candidate).map(distanceTo)) }))
		.filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 3)
		.map(({ candidate }) => candidate);
}
