/** The details that an operator gave as options, as the body of a request has them. */
import { isEnded, type Notice } from '../../src/model/views/notices.ts';
import { isEndedPhase } from '../../src/model/vocabulary.ts';
import { type AudienceOptions, audienceFrom } from './audience.ts';
import { Failure } from './exit.ts';
import { type Affected, quoted } from './options.ts';
import type { Span } from './when.ts';

/** What `addDetailOptions` leaves behind; `false` comes from a `--no-` flag and clears. */
export interface DetailOptions extends AudienceOptions {
	readonly impact?: string;
	readonly phase?: string;
	readonly component?: readonly Affected[] | false;
	readonly unaffected?: readonly string[] | false;
	readonly nextUpdate?: string | false;
	readonly workaround?: string | false;
	readonly action?: readonly string[] | false;
	readonly step?: readonly string[] | false;
	readonly estimate?: Span | false;
	readonly expires?: string | false;
	readonly dataSafety?: string | false;
	readonly statement?: string;
	readonly evidence?: string;
	readonly approvedBy?: string;
	readonly notAffected?: string | false;
	readonly moreUrl?: string | false;
	readonly notDismissible?: true;
	readonly dismissible?: true;
	readonly reporting?: boolean;
	readonly drill?: boolean;
	readonly language?: string;
	readonly author?: string;
}

/** Left out stays, `false` is cleared, anything else is set. */
const field = <Value>(name: string, value: Value | false | undefined, cleared: unknown = null): object =>
	value === undefined ? {} : { [name]: value === false ? cleared : value };

export function detailsFrom(options: DetailOptions): object {
	const { phase, nextUpdate, notDismissible, dismissible } = options;
	if (nextUpdate && phase !== undefined && isEndedPhase(phase))
		throw new Failure(
			'usage',
			`--next-update does not go with --phase ${phase}: a notice that has ended promises nothing. Leave one of them out.`,
		);
	return {
		...field('impact', options.impact),
		...field('phase', phase),
		...field('affected', options.component, []),
		...field('unaffected', options.unaffected, []),
		...field('promise', nextUpdate && { nextUpdateBy: nextUpdate }),
		...field('workaround', options.workaround),
		...field('actions', options.action, []),
		...field('checklist', options.step, []),
		...field('estimate', options.estimate),
		...field('expiresAt', options.expires),
		...field('dataSafety', dataSafetyFrom(options)),
		...field('audience', audienceFrom(options)),
		...field('notAffected', options.notAffected),
		...field('moreUrl', options.moreUrl),
		...field('dismissible', notDismissible ? false : dismissible, false),
		...field('reporting', options.reporting, false),
		...field('drill', options.drill, false),
		...field('language', options.language),
		...field('author', options.author),
	};
}

/** Refuses to promise an update on a notice that has ended: the server would leave the promise out. */
export function refusePromise({ id, value }: Notice, { nextUpdate }: DetailOptions, now: number): void {
	if (!nextUpdate || !isEnded(value, now)) return;
	throw new Failure(
		'conflict',
		`${quoted(value.title)} has ended and promises nothing. Leave --next-update out, or open it again: candor reopen ${id} --next-update 20m.`,
		'notice-ended',
	);
}

function dataSafetyFrom({
	dataSafety,
	statement,
	evidence,
	approvedBy,
}: DetailOptions): object | false | undefined {
	if (dataSafety) {
		if (statement === undefined)
			throw new Failure('usage', '--data-safety needs --statement: say in a sentence what is known.');
		return {
			state: dataSafety,
			statement,
			...field('evidence', evidence),
			...field('approvedBy', approvedBy),
		};
	}
	if (statement !== undefined || evidence !== undefined || approvedBy !== undefined)
		throw new Failure('usage', '--statement, --evidence and --approved-by need --data-safety STATE.');
	return dataSafety === undefined ? undefined : false;
}
