/** Turns the detail options of a notice into the fields of a request body. */
import { isEnded, type Notice } from '../../../src/model/views/notices.ts';
import { isEndedPhase } from '../../../src/model/vocabulary.ts';
import { CliError } from '../cli-error.ts';
import { quoted } from '../terminal-text.ts';
import { type AudienceOptions, audienceFrom } from './audience.ts';
import type { Affected } from './parsers.ts';
import type { Span } from './time.ts';

/** The values of `addDetailOptions`; `false` comes from a `--no-` option and clears the field. */
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

/** No field for `undefined`, which leaves it unchanged; `cleared` for `false`. */
const field = <Value>(name: string, value: Value | false | undefined, cleared: unknown = null): object =>
	value === undefined ? {} : { [name]: value === false ? cleared : value };

export function detailsFrom(options: DetailOptions): object {
	const { phase, nextUpdate, notDismissible, dismissible } = options;
	if (nextUpdate && phase !== undefined && isEndedPhase(phase))
		throw new CliError(
			'usage',
			`--next-update and --phase ${phase} exclude each other: a notice that has ended promises no update. Remove one of them.`,
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

/**
 * Throws if an update is promised on a notice that has ended: the server would drop the promise.
 */
export function assertCanPromise({ id, value }: Notice, { nextUpdate }: DetailOptions, now: number): void {
	if (!nextUpdate || !isEnded(value, now)) return;
	throw new CliError(
		'conflict',
		`${quoted(value.title)} has ended and promises no update. Remove --next-update, or open it again: candor reopen ${id} --next-update 20m.`,
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
			throw new CliError('usage', '--data-safety needs --statement: a sentence that says what is known.');
		return {
			state: dataSafety,
			statement,
			...field('evidence', evidence),
			...field('approvedBy', approvedBy),
		};
	}
	if (statement !== undefined || evidence !== undefined || approvedBy !== undefined)
		throw new CliError('usage', '--statement, --evidence and --approved-by need --data-safety STATE.');
	return dataSafety === undefined ? undefined : false;
}
