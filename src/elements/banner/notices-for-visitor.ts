/** Which notices a visitor sees, and how much of those that do not concern them. */
import { isFor, type VisitorContext } from '../../model/audience.ts';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import type { Notice } from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';

/**
 * The sentence for visitors whom the notice does not affect; `null` when it affects this visitor.
 */
export const notAffectedText = ({ value }: Notice, visitor: VisitorContext): string | null =>
	isFor(value, visitor) ? null : inLanguage(value, preferredLanguages()).value.notAffected;

/**
 * The notices that affect the visitor, then, without their impact, those that have a sentence for
 * all others.
 */
export function noticesFor(visitor: VisitorContext, notices: readonly Notice[]): Notice[] {
	const own = notices.filter(({ value }) => isFor(value, visitor));
	const others = notices.filter(
		({ value }) => !isFor(value, visitor) && value.notAffected && (!value.drill || visitor.drill),
	);
	return [...own, ...others.map((each) => ({ ...each, value: { ...each.value, impact: 'none' as const } }))];
}

/** A notice without the fields that do not matter to a visitor whom it does not affect. */
export const withoutDetails = (value: NoticeValue): NoticeValue => ({
	...value,
	affected: [],
	unaffected: [],
	workaround: null,
	actions: [],
	promise: null,
	estimate: null,
});
