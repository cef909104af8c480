import { isFor, type VisitorContext } from '../../model/audience.ts';
import type { NoticeValue } from '../../model/records/records.ts';
import type { Notice } from '../../model/views/notices.ts';
import { inLanguage } from '../../model/views/translation.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';

/** What a visitor whom a notice does not concern is told instead of it; `null` where it concerns them. */
export const insteadOf = ({ value }: Notice, visitor: VisitorContext): string | null =>
	isFor(value, visitor) ? null : inLanguage(value, preferredLanguages()).value.notAffected;

/**
 * The notices that a visitor is told of: those that concern them, and then, as quietly as can be, those of which there is something
 * to say to everybody else.
 */
export function toldTo(visitor: VisitorContext, notices: readonly Notice[]): Notice[] {
	const meant = notices.filter(({ value }) => isFor(value, visitor));
	const others = notices.filter(
		({ value }) => !isFor(value, visitor) && value.notAffected && (!value.drill || visitor.drill),
	);
	return [
		...meant,
		...others.map((each) => ({ ...each, value: { ...each.value, impact: 'none' as const } })),
	];
}

/** What a notice still says to somebody whom it does not concern. */
export const quiet = (value: NoticeValue): NoticeValue => ({
	...value,
	affected: [],
	unaffected: [],
	workaround: null,
	actions: [],
	promise: null,
	estimate: null,
});
