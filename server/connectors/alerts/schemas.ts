/** What the routes about alerts accept and return. */
import { z } from '@hono/zod-openapi';
import { putRule } from '../../../src/model/commands/rules.ts';
import { id, instant, line } from '../../../src/model/records/fields.ts';
import { ruleValue } from '../../../src/model/records/rule.ts';
import { impacts } from '../../../src/model/vocabulary.ts';
import { seq, stateSeq } from '../../http/v1/schemas/seq.ts';
import { sourceSettings } from './source-kind.ts';
import { sourceKindNames } from './source-kind-names.ts';

const kind = z.enum(sourceKindNames).openapi({ description: 'The monitoring tool.' });
/** Long enough that it cannot be guessed; every tool can make one of this length. */
const givenSecret = z
	.string()
	.min(16)
	.max(500)
	.regex(/^[\x21-\x7e]+$/, 'Use visible ASCII characters.')
	.openapi({ description: 'For a tool that makes the secret itself. Missing: the server makes one.' });

export const createSource = z
	.strictObject({ id, kind, settings: sourceSettings.default({}), secret: givenSecret.optional() })
	.openapi('CreateAlertSource');
export const addSecret = z.strictObject({ secret: givenSecret.optional() }).openapi('AddAlertSecret');
export const newSource = z
	.strictObject({
		id,
		kind,
		path: z.string().openapi({ description: 'Where the tool sends its messages.' }),
		secretId: z.string().nullable(),
		secret: z
			.string()
			.nullable()
			.openapi({ description: 'It is shown only once. `null`: this kind has none.' }),
	})
	.openapi('NewAlertSource');

const source = z
	.strictObject({
		id,
		kind,
		createdAt: instant,
		settings: sourceSettings,
		secrets: z.array(z.strictObject({ id: z.string(), createdAt: instant })),
		lastMessageAt: instant
			.nullable()
			.openapi({ description: 'Since the start of the server. `null`: none was accepted.' }),
		problem: z
			.string()
			.nullable()
			.openapi({ description: 'Of a vendor: why its page could not be read the last time.' }),
	})
	.openapi('AlertSource');
const group = z
	.strictObject({
		id: z.string(),
		source: z.string(),
		rule: z.string(),
		phase: z.enum(['pending', 'open', 'closed']).openapi({
			description:
				'`pending`: the rule waits before it acts. `open`: it has acted. `closed`: it has ended what it opened.',
		}),
		firing: z.int().openapi({ description: 'How many of its alerts fire.' }),
		flapping: z.boolean(),
		firingSince: instant,
		quietSince: instant.nullable(),
		summaries: z.array(z.string()).openapi({ description: 'Of the first alerts, those that fire first.' }),
		draft: z.string().nullable(),
		notice: z.string().nullable(),
		components: z.array(z.string()),
		coveredBy: z
			.string()
			.nullable()
			.openapi({ description: 'The notice or draft that says it already, so the rule made none.' }),
		note: z.string().nullable().openapi({ description: 'Why the rule did not act.' }),
	})
	.openapi('AlertGroup');
export const alerts = z
	.strictObject({
		automation: z.boolean().openapi({ description: '`false`: no rule acts.' }),
		sources: z.array(source),
		groups: z.array(group).openapi({ description: 'The newest first, at most 100.' }),
		groupCount: z.int(),
	})
	.openapi('Alerts');

export const automation = z.strictObject({ enabled: z.boolean() }).openapi('Automation');

export const putRuleRequest = putRule.omit({ type: true, id: true }).openapi('PutRule');
export const ruleResource = ruleValue.extend({ id, seq }).openapi('Rule');
export const ruleList = z.strictObject({ seq: stateSeq, rules: z.array(ruleResource) }).openapi('Rules');

export const testRules = z
	.strictObject({
		source: id.optional().openapi({ description: 'An alert source.' }),
		kind: kind.optional(),
		document: z.unknown().openapi({ description: 'What the tool would send.' }),
	})
	.refine((given) => given.source !== undefined || given.kind !== undefined, {
		path: ['source'],
		message: 'Name a source, or the kind of one.',
	})
	.openapi('TestRules');
const tested = z.strictObject({
	summary: z.string(),
	labels: z.record(z.string(), z.string()),
	firing: z.boolean(),
	rule: z.string().nullable().openapi({ description: 'The first rule that matches. `null`: none does.' }),
	does: z.enum(['nothing', 'draft', 'publish', 'end']),
	why: z.string().nullable(),
	title: line(140).nullable(),
	impact: z.enum(impacts).nullable(),
	components: z.array(z.string()),
	openAfter: z.string().nullable(),
	resolveAfter: z.string().nullable(),
});
export const testResult = z.strictObject({ alerts: z.array(tested) }).openapi('TestedRules');
