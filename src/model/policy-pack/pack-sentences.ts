/** A policy pack in sentences, made from its data, so that they never say anything else. */
import { parseDuration } from '../duration.ts';
import { offerLabels } from '../labels.ts';
import { type Impact, impacts } from '../vocabulary.ts';
import type { PolicyPack } from './policy-pack.ts';

export interface PackSentences {
	/** What the server does. */
	readonly enforced: string[];
	/** What is left to the operators. */
	readonly expected: string[];
}

const units = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
	['second', 1_000],
] as const;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** "1 hour 30 minutes". */
export function durationText(duration: string): string {
	let rest = parseDuration(duration) ?? 0;
	const parts = units.flatMap(([unit, ms]) => {
		const count = Math.floor(rest / ms);
		rest -= count * ms;
		return count > 0 ? [counted(count, unit)] : [];
	});
	return parts.join(' ');
}

/** "every day", "every 90 days". */
const everyText = (duration: string): string => `every ${durationText(duration).replace(/^1 (\w+)$/, '$1')}`;

/** "72 hours", from `PT72H`. */
export function deadlineText(within: string): string {
	const [, count = '', unit = ''] = /^PT?(\d+)([HDM])$/.exec(within) ?? [];
	return counted(Number(count), { H: 'hour', D: 'day', M: 'month' }[unit] ?? unit);
}

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

const orWorse = (impact: Impact): string => (impact === 'critical' ? '“critical”' : `“${impact}” or worse`);

function disclosureSentence({ to, what, within, after, source }: PolicyPack['disclosures'][number]): string {
	const where = source === null ? '' : ` (${source})`;
	const deadline =
		within === null
			? `${after === null ? '' : ` Do it ${after}.`}`
			: ` The deadline named there is ${deadlineText(within)} after ${after}. Check the deadline that applies to you.`;
	return `${to}: ${what}${where}.${deadline}`;
}

export function packSentences(pack: PolicyPack): PackSentences {
	const { cadence, remedies, disclosures, security, backups, drills } = pack;
	const times = [...impacts].reverse().map((impact) => `${durationText(cadence[impact])} (${impact})`);
	return {
		enforced: [
			`Each open incident has a time for its next update. If the operator names none, it is by the impact: ${times.join(', ')}.`,
			'Operators are reminded 5 minutes and 1 minute before that time, and when it has passed.',
		],
		expected: [
			...(security.dataSafetyFrom === null
				? []
				: [
						`Say whether data is safe in each notice whose impact is ${orWorse(security.dataSafetyFrom)}. “We are checking” is an answer.`,
					]),
			...security.points,
			...disclosures.map(disclosureSentence),
			...remedies.map(
				({ impact, fromMinutes, offer, suggestion }) =>
					`From ${durationText(`${fromMinutes}m`)} on, if the impact is ${orWorse(impact)}: ${lower(offerLabels[offer])}. ${suggestion}`,
			),
			`Back up the data folder ${everyText(backups.every)} or more often, and try out a restored backup ${everyText(backups.restoreEvery)}.`,
			`Hold a drill ${everyText(drills.every)}, and ${everyText(drills.criticalEvery)} for what is critical.`,
		],
	};
}
