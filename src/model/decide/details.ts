import type { CommandOf } from '../commands/command.ts';
import type { NoticeValue } from '../records/notice.ts';
import { checkOrder, hasPassed, invalid } from './context.ts';

/**
 * The fields of a command that replace the notice's: `details` in commands/notices.ts, the language
 * and the drill flag.
 */
export type Details = Partial<
	Omit<
		CommandOf<'open-notice'>,
		| 'type'
		| 'id'
		| 'kind'
		| 'title'
		| 'impact'
		| 'phase'
		| 'body'
		| 'affected'
		| 'newComponents'
		| 'anyway'
		| 'window'
		| 'author'
		| 'translations'
	>
>;
/** Makes other fields a type error: they would be copied into the record. */
type NoOthers<Given> = Given & { readonly [Name in Exclude<keyof Given, keyof Details>]: never };

/** The entries that are not `undefined`. */
export const defined = <Fields extends object>(fields: Fields) =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
		[Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
	};

/**
 * The fields of the notice that a command replaces or clears. Fields that the command leaves out
 * are not among them.
 */
export function detailsOf<Given extends Details>(given: NoOthers<Given>, now: string): Partial<NoticeValue> {
	const { unaffected, dataSafety, ...copied }: Details = given;
	if (copied.promise && hasPassed(copied.promise.nextUpdateBy, now))
		throw invalid(
			'promise.nextUpdateBy',
			'The next update is promised for the past. Give an instant still to come.',
		);
	if (dataSafety?.state === 'safe' && !dataSafety.evidence?.length)
		throw invalid(
			'dataSafety.evidence',
			'"safe" needs evidence: say how it is known that data is safe. Until then, use "investigating".',
		);
	if (copied.estimate) checkOrder('estimate', copied.estimate, 'earliest', 'latest');
	return {
		...defined(copied),
		...(unaffected && { unaffected: [...new Set(unaffected)] }),
		...(dataSafety !== undefined && {
			dataSafety: dataSafety && {
				state: dataSafety.state,
				statement: dataSafety.statement,
				evidence: dataSafety.evidence ?? null,
				approvedBy: dataSafety.approvedBy ?? null,
				asOf: dataSafety.asOf ?? now,
			},
		}),
	};
}
