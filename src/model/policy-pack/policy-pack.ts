/**
 * The schema of a policy pack: what a trade expects of an operator's notices. A pack is data. The
 * server has some (server/packs), and an operator's file may replace or extend one of them.
 */
import { z } from 'zod';
import type { ChecklistStep } from '../checklist/steps.ts';
import { creditPolicy } from '../credits/credit-policy.ts';
import { parseDuration } from '../duration.ts';
import { id, line } from '../records/fields.ts';
import { templateValue } from '../records/template.ts';
import { impacts, offerKinds } from '../vocabulary.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A duration such as `15m` or `90d`, from one minute to `longestMs`. */
const duration = (longestMs: number, longest: string) =>
	z.string().refine(
		(text) => {
			const ms = parseDuration(text);
			return ms !== null && ms >= minuteMs && ms <= longestMs;
		},
		{ message: `Use a duration such as 15m, 4h or 30d, from 1m to ${longest}.` },
	);

const cadenceEntry = duration(7 * dayMs, '7d');

/** The time until the next update of an open incident, by its impact. */
export const cadence = z
	.strictObject({
		none: cadenceEntry,
		minor: cadenceEntry,
		major: cadenceEntry,
		critical: cadenceEntry,
	})
	.superRefine((given, context) => {
		for (const [index, impact] of impacts.entries()) {
			const milder = impacts[index - 1];
			if (milder === undefined) continue;
			if ((parseDuration(given[impact]) ?? 0) <= (parseDuration(given[milder]) ?? 0)) continue;
			context.addIssue({
				code: 'custom',
				path: [impact],
				message: `The worse the impact, the sooner the update. Use at most ${given[milder]}, as for "${milder}".`,
			});
		}
	});

/** What to offer to customers, by the minutes that the notice was open. */
const remedyTier = z.strictObject({
	/** For notices with this impact or a worse one. */
	impact: z.enum(impacts),
	/** From this many minutes on. */
	fromMinutes: z.int().min(1).max(100_000),
	offer: z.enum(offerKinds),
	/** What to offer, for operators. */
	suggestion: line(300),
});

/** An authority or a partner that has to be informed. */
const disclosure = z
	.strictObject({
		/** Such as "Your data protection authority". */
		to: line(120),
		/** When this applies, and what to report. */
		what: line(400),
		/** An ISO 8601 duration of one unit, such as `PT72H`, `P30D` or `P1M`. `null`: no fixed one. */
		within: z
			.string()
			.regex(
				/^P(?:[1-9]\d{0,2}M|[1-9]\d{0,2}D|T[1-9]\d{0,2}H)$/,
				'Use an ISO 8601 duration of one unit, such as PT72H, P30D or P1M.',
			)
			.nullable(),
		/** What the deadline counts from, such as "you become aware of the breach". */
		after: line(200).nullable(),
		/** The law and the article, or the contract. */
		source: line(200).nullable(),
	})
	.superRefine(({ within, after, source }, context) => {
		if (within === null) return;
		for (const [path, given] of Object.entries({ after, source }))
			if (given === null)
				context.addIssue({
					code: 'custom',
					path: [path],
					message: 'A deadline needs what it counts from ("after") and where it is written ("source").',
				});
	});

/** Of a pack that says nothing. A post-mortem within 14 days is what the trust report calls on time. */
const afterwards = {
	apology: '1d',
	thanks: '2d',
	remedy: '7d',
	postmortem: '14d',
	actions: '14d',
	drill: '30d',
} as const satisfies Record<ChecklistStep, string>;

export const policyPack = z.strictObject({
	name: id,
	title: line(80),
	/** For whom it is, and what it cares about most. */
	purpose: line(400),
	cadence,
	remedies: z.array(remedyTier).max(50),
	disclosures: z.array(disclosure).max(50),
	security: z.strictObject({
		/** Notices with this impact or a worse one should say whether data is safe. `null`: none. */
		dataSafetyFrom: z.enum(impacts).nullable(),
		/** What to take special care of, one sentence each. */
		points: z.array(line(300)).max(20),
	}),
	backups: z.strictObject({
		/** How often the data folder should be backed up. */
		every: duration(31 * dayMs, '31d'),
		/** How often a restored backup should be tried out. */
		restoreEvery: duration(366 * dayMs, '366d'),
	}),
	drills: z.strictObject({
		every: duration(366 * dayMs, '366d'),
		/** The same for what is critical. */
		criticalEvery: duration(366 * dayMs, '366d'),
	}),
	/** By when each step after an outage is due, counted from its end. Default: {@link afterwards}. */
	afterwards: z
		.strictObject({
			apology: duration(366 * dayMs, '366d').default(afterwards.apology),
			thanks: duration(366 * dayMs, '366d').default(afterwards.thanks),
			remedy: duration(366 * dayMs, '366d').default(afterwards.remedy),
			postmortem: duration(366 * dayMs, '366d').default(afterwards.postmortem),
			actions: duration(366 * dayMs, '366d').default(afterwards.actions),
			drill: duration(366 * dayMs, '366d').default(afterwards.drill),
		})
		.default(afterwards),
	/** What customers receive for a period that was less available than agreed. `null`: nothing is agreed. */
	credits: creditPolicy.nullable().default(null),
	/** In the order in which operators see them. */
	templates: z
		.array(templateValue.extend({ id }))
		.max(100)
		.refine((all) => new Set(all.map((each) => each.id)).size === all.length, {
			message: 'Two templates have the same id. Rename one of them.',
		}),
});
export type PolicyPack = z.infer<typeof policyPack>;
export type PackTemplate = PolicyPack['templates'][number];
