/**
 * The schema of a drill's scenario: what happens, and when. A scenario is data. The package has some
 * (server/drills/data), and operators write their own (docs/how-to/drills.md).
 */
import { z } from 'zod';
import { parseDuration } from '../duration.ts';
import { id, line } from '../records/fields.ts';

const longestMs = 24 * 60 * 60_000;

const time = z.string().refine(
	(text) => {
		const ms = parseDuration(text);
		return ms !== null && ms <= longestMs;
	},
	{ message: 'Use a time since the beginning such as 0s, 5m or 1h30m, at most 24h.' },
);

/** Faults of the drill's own stream. The public stream has none of them. */
export const faultKinds = ['cut', 'unavailable'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The body of a request of the HTTP API. The server checks it when the step is played. */
const body = z.record(z.string(), z.unknown());
const aboutNotice = body.refine((value) => id.safeParse(value.notice).success, {
	message: 'Name the notice: notice: ID.',
});

const actions = {
	/** An alert: it writes a draft, as an alert of a monitoring system does (`POST /v1/drafts`). */
	alert: body,
	/** Opens a notice (`POST /v1/notices`). It needs an `id`, so that later steps can name it. */
	open: body.refine((value) => id.safeParse(value.id).success, {
		message: 'Give the notice an id, so that later steps can name it: id: cards-down.',
	}),
	/** Posts an update (`POST /v1/notices/{notice}/updates`). */
	update: aboutNotice,
	/** Ends a notice (`POST /v1/notices/{notice}/resolve`). */
	resolve: aboutNotice,
	/** The post-mortem (`PUT /v1/notices/{notice}/postmortem`). */
	postmortem: aboutNotice,
	/** `cut` ends all streams of the drill once; `unavailable` refuses its viewers for a while. */
	fault: z.strictObject({ kind: z.enum(faultKinds), for: time.default('0s') }),
};
export type StepAction = keyof typeof actions;
export const stepActions = Object.keys(actions) as readonly StepAction[];

const step = z
	.strictObject({
		/** Since the beginning of the drill, such as `5m`. */
		at: time,
		alert: actions.alert.optional(),
		open: actions.open.optional(),
		update: actions.update.optional(),
		resolve: actions.resolve.optional(),
		postmortem: actions.postmortem.optional(),
		fault: actions.fault.optional(),
	})
	.refine((given) => stepActions.filter((name) => given[name] !== undefined).length === 1, {
		message: `A step does one thing. Write one of ${stepActions.join(', ')}.`,
	});
export type Step = z.infer<typeof step>;

export const speed = z.number().min(1).max(1_000);

/** In the order of their times. */
export const steps = z
	.array(step)
	.min(1)
	.max(500)
	.superRefine((steps, context) => {
		let last = 0;
		for (const [index, { at }] of steps.entries()) {
			const ms = parseDuration(at) ?? 0;
			if (ms < last)
				context.addIssue({
					code: 'custom',
					path: [index, 'at'],
					message: 'This step is earlier than the one before. Put the steps in the order of their times.',
				});
			last = Math.max(last, ms);
		}
	});

export const components = z.array(z.strictObject({ id, name: line(80), group: line(80).optional() })).max(50);

export const scenario = z.strictObject({
	title: line(120),
	/** What the drill practises. */
	purpose: line(400),
	/** The policy pack whose trade it is written for. */
	pack: id.optional(),
	/** How many times faster than real time it is played. Default: 1. */
	speed: speed.default(1),
	/** Components that the drill adds to those of the server. They exist in the drill only. */
	components: components.default([]),
	steps,
});
export type Scenario = z.infer<typeof scenario>;
