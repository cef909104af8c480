/** Commands on the rules about alerts, and the switch of all automation. */
import { z } from 'zod';
import { id } from '../records/fields.ts';
import { ruleValue } from '../records/rule.ts';
import { anyAudience } from './fields.ts';

const { shape } = ruleValue;

/** Replaces the whole rule. */
export const putRule = z.strictObject({
	type: z.literal('put-rule'),
	id,
	...shape,
	enabled: shape.enabled.default(true),
	source: shape.source.default(null),
	match: shape.match.default([]),
	components: shape.components.default([]),
	componentLabel: shape.componentLabel.default(null),
	impact: shape.impact.default('minor'),
	title: shape.title.default(null),
	body: shape.body.default(null),
	resolvedBody: shape.resolvedBody.default(null),
	language: shape.language.default(null),
	template: shape.template.default(null),
	variables: shape.variables.default({}),
	audience: anyAudience.nullable().default(null),
	groupBy: shape.groupBy.default(null),
	openAfter: shape.openAfter.default('1m'),
	resolveAfter: shape.resolveAfter.default('5m'),
	flapping: shape.flapping.default({ changes: 4, within: '10m' }),
	publish: shape.publish.default(false),
	ends: shape.ends.default(true),
});

export const removeRule = z.strictObject({ type: z.literal('remove-rule'), id });

/** Stops or starts all automation: rules about alerts, and drafts from visitors' reports. */
export const switchAutomation = z.strictObject({
	type: z.literal('switch-automation'),
	enabled: z.boolean(),
});
