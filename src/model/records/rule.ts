import { z } from 'zod';
import { parseDuration } from '../duration.ts';
import { impacts } from '../vocabulary.ts';
import { audience, id, languageTag, line, words } from './fields.ts';

export type { AutomationValue, LabelMatcher, RuleValue } from '../generated/record-types.ts';

export const matcherOperators = ['=', '!=', '=~', '!~'] as const;

/** A condition on one label of an alert. A label that the alert does not have is empty text. */
export const labelMatcher = z.strictObject({
	label: line(120),
	op: z.enum(matcherOperators),
	/** With `=~` and `!~` a pattern: alerts/pattern.ts. */
	value: words(200),
});

/** The longest hold-down. A longer one would outlast most outages. */
const longestMs = 24 * 60 * 60_000;

const duration = z.string().refine((text) => (parseDuration(text) ?? Number.POSITIVE_INFINITY) <= longestMs, {
	message: 'Use a duration such as 90s or 5m, at most 24h. 0s is no wait.',
});

/** Private: what the server does about alerts. */
export const ruleValue = z.strictObject({
	/** What the rule is for, for operators. */
	name: line(80),
	enabled: z.boolean(),
	/** The id of the alert source. `null`: any. */
	source: id.nullable(),
	/** All must hold. */
	match: z.array(labelMatcher).max(20),
	/** The components that are affected. */
	components: z.array(id).max(20),
	/** The label that names one more component by its id. */
	componentLabel: line(120).nullable(),
	impact: z.enum(impacts),
	/** In customers' words. `{component}` is replaced by the names of the components. */
	title: line(140).nullable(),
	/** Markdown. The text of the first update; `null`: none. */
	body: words(10_000).nullable(),
	/** Markdown. The text of the update that ends the notice; `null`: none. */
	resolvedBody: words(10_000).nullable(),
	/** The language of the texts. `null` means English. */
	language: languageTag.nullable(),
	/** A template instead of the texts. */
	template: id.nullable(),
	variables: z.record(z.string(), line(120)),
	audience: audience.nullable(),
	/**
	 * The labels whose values alerts of one incident share. `null`: as the source groups them. Empty:
	 * all alerts of the rule are one incident.
	 */
	groupBy: z.array(line(120)).max(5).nullable(),
	/** How long an alert must fire before the rule acts. */
	openAfter: duration,
	/** How long nothing must fire before the rule ends what it opened. */
	resolveAfter: duration,
	/** So many changes within so long a time: it ends only after it was quiet for that time. */
	flapping: z.strictObject({ changes: z.int().min(2).max(100), within: duration }),
	/** `false`: it writes a draft. */
	publish: z.boolean(),
	/** Whether the end of the alerts ends what the rule opened. */
	ends: z.boolean(),
});

/** Private: the switch of all automation. The id is `automation`. */
export const automationValue = z.strictObject({ enabled: z.boolean() });
