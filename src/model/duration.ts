/** The one parser of durations, for settings, for commands and for the command line. */

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
const shape =
	/^(?=\d)(?:(?<d>\d{1,6})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m(?!s))?(?:(?<s>\d{1,6})s)?(?:(?<ms>\d{1,6})ms)?$/;

/**
 * Milliseconds of a duration such as `90s`, `20m`, `1h30m`, `1d2h` or `500ms`: whole numbers, each
 * with a unit, from the largest unit to the smallest. `null` for any other text. `0s` is 0: whether
 * zero is allowed is for the caller to decide.
 */
export function parseDuration(text: string): number | null {
	const parts = shape.exec(text)?.groups;
	if (!parts) return null;
	return Object.entries(unitMs).reduce((sum, [unit, ms]) => sum + Number(parts[unit] ?? 0) * ms, 0);
}
