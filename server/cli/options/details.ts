/** Turns the detail options of a notice into the fields of a request body. */
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import { isEnded, type Notice } from '../../../src/model/views/notices.ts';
import { isEndedPhase } from '../../../src/model/vocabulary.ts';
import { CliError } from '../cli-error.ts';
import { quoted } from '../terminal-text.ts';
import { type AudienceOptions, audienceFrom, changedAudience } from './audience.ts';
import type { Affected } from './parsers.ts';
import type { ReadTime, Span, ZoneOptions } from './time.ts';

/** The values of `addDetailOptions`; `false` comes from a `--no-` option and clears the field. */
export interface DetailOptions extends AudienceOptions, ZoneOptions {
	readonly impact?: string;
	readonly phase?: string;
	readonly component?: readonly Affected[] | false;
	/** `true`: all components that are named. */
	readonly newComponent?: readonly Affected[] | true;
	readonly anyway?: true;
	readonly unaffected?: readonly string[] | false;
	readonly nextUpdate?: string | false;
	/** `false`: promise no next update. */
	readonly promise?: boolean;
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
	readonly language?: string;
	readonly author?: string;
}

/** No field for `undefined`, which leaves it unchanged; `cleared` for `false`. */
const field = <Value>(name: string, value: Value | false | undefined, cleared: unknown = null): object =>
	value === undefined ? {} : { [name]: value === false ? cleared : value };

const spanFrom = ({ earliest, latest }: Span, time: ReadTime): Span => ({
	...(earliest !== undefined && { earliest: time(earliest) }),
	...(latest !== undefined && {
		latest: earliest === undefined ? time(latest) : time(latest, { after: earliest }),
	}),
});

/** `before`: the notice, for a command that changes one; the options then name what changes. */
export function detailsFrom(
	options: DetailOptions,
	time: ReadTime,
	before?: Pick<NoticeValue, 'audience'>,
): object {
	const { phase, nextUpdate, notDismissible, dismissible } = options;
	if (nextUpdate && phase !== undefined && isEndedPhase(phase))
		throw new CliError(
			'usage',
			`--next-update and --phase ${phase} exclude each other: a notice that has ended promises no update. Remove one of them.`,
		);
	return {
		...field('impact', options.impact),
		...field('phase', phase),
		...componentsFrom(options),
		...field('unaffected', options.unaffected, []),
		...field('promise', promiseFrom(options, time)),
		...field('workaround', options.workaround),
		...field('actions', options.action, []),
		...field('checklist', options.step, []),
		...field('estimate', options.estimate && spanFrom(options.estimate, time)),
		...field('expiresAt', options.expires && time(options.expires)),
		...field('dataSafety', dataSafetyFrom(options, before !== undefined)),
		...field('audience', before ? changedAudience(options, before.audience) : audienceFrom(options)),
		...field('notAffected', options.notAffected),
		...field('moreUrl', options.moreUrl),
		...field('dismissible', notDismissible ? false : dismissible, false),
		...field('reporting', options.reporting, false),
		...field('language', options.language),
		...field('author', options.author),
		...field('anyway', options.anyway),
	};
}

function promiseFrom({ nextUpdate, promise }: DetailOptions, time: ReadTime): object | false | undefined {
	const isNamed = nextUpdate !== undefined && nextUpdate !== false;
	if (promise !== false) return isNamed ? { nextUpdateBy: time(nextUpdate) } : nextUpdate;
	if (isNamed)
		throw new CliError('usage', '--next-update and --no-promise exclude each other. Remove one of them.');
	return false;
}

function componentsFrom({ component, newComponent, unaffected }: DetailOptions): object {
	const created = newComponent === true || newComponent === undefined ? [] : newComponent;
	const affected = [...(component || []), ...created];
	const named = [...affected.map((each) => each.component), ...(unaffected || [])];
	const newIds = newComponent === true ? [...new Set(named)] : created.map((each) => each.component);
	return {
		...(component === undefined && created.length === 0 ? {} : { affected }),
		...(newComponent !== undefined && { newComponents: newIds }),
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

/** `isChange`: the notice may have the statement already. */
function dataSafetyFrom(
	{ dataSafety, statement, evidence, approvedBy }: DetailOptions,
	isChange: boolean,
): object | false | undefined {
	const parts = {
		...field('statement', statement),
		...field('evidence', evidence),
		...field('approvedBy', approvedBy),
	};
	const isPart = Object.keys(parts).length > 0;
	if (dataSafety === false || dataSafety === undefined) {
		if (!isPart) return dataSafety;
		if (isChange && dataSafety === undefined) return parts;
		throw new CliError('usage', '--statement, --evidence and --approved-by need --data-safety STATE.');
	}
	if (statement === undefined && !isChange)
		throw new CliError('usage', '--data-safety needs --statement: a sentence that says what is known.');
	return { state: dataSafety, ...parts };
}
