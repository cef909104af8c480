/** Times without an offset, in the zone of the product that wrote them. */
import { Temporal } from 'temporal-polyfill';
import { anyInstant } from '../../../src/model/commands/fields.ts';

/**
 * The instant, ISO 8601 in UTC, of `2030-01-31 09:30:00` on the clocks of a zone, or of a text with
 * an offset of its own. `null` for another text and for no zone. Where a clock change makes the time
 * exist twice, it is the earlier one; one that the change skips is as much later as is skipped.
 */
export function instantIn(zone: string, text: string): string | null {
	const { data } = anyInstant.safeParse(text);
	if (data !== undefined) return data;
	try {
		const { epochMilliseconds } = Temporal.PlainDateTime.from(text.trim().replace(' ', 'T')).toZonedDateTime(
			zone,
			{ disambiguation: 'compatible' },
		);
		return new Date(epochMilliseconds).toISOString();
	} catch {
		// Temporal throws for both. The caller names the place.
		return null;
	}
}
