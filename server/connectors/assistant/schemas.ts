/** Requests to the assistant, and its suggestions, as the API has them. */
import { z } from '@hono/zod-openapi';
import { assistantFields, assistantPurposes } from '../../../src/model/assistant/vocabulary.ts';
import { id, languageTag, line, words } from '../../../src/model/records/fields.ts';
import { actor, proposalResource } from '../../http/v1/schemas/proposals.ts';

const fields = z.array(z.enum(assistantFields)).max(assistantFields.length);

export const askAssistant = z
	.strictObject({
		purpose: z.enum(assistantPurposes),
		notice: id.optional().openapi({ description: 'Needed for every purpose but `new`.' }),
		words: words(2_000)
			.optional()
			.openapi({ description: 'What you have noted, such as what support has heard. It is sent.' }),
		fields: fields.default([]).openapi({
			description:
				'The facts that may be sent although customers do not see them. Default: none. docs/how-to/assistant.md says what each of them is.',
		}),
		language: languageTag
			.optional()
			.openapi({ description: 'Of the text. Default: that of the notice, or English.' }),
	})
	.superRefine(({ purpose, notice, words: noted, fields: named }, context) => {
		const add = (path: string, message: string): void =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (purpose === 'new' && notice !== undefined) add('notice', 'A new notice has no id yet. Leave it out.');
		if (purpose !== 'new' && notice === undefined) add('notice', 'Name the notice that the text is about.');
		const hasFacts =
			noted?.trim() ||
			['alerts', 'alert-labels', 'visitor-reports'].some((each) => named.includes(each as 'alerts'));
		if (purpose === 'new' && !hasFacts)
			add(
				'words',
				'Say what is known, or name "alerts" in "fields". Without facts there is nothing to write.',
			);
	})
	.openapi('AskAssistant');

export const suggestion = z
	.strictObject({
		id,
		...{ purpose: z.enum(assistantPurposes), notice: id.nullable(), language: z.string(), fields },
		model: z.string(),
		texts: z.record(z.string(), z.string()).openapi({
			description: 'Markdown by field: `title`, `body`, `workaround`, or the sections of a post-mortem.',
		}),
		questions: z
			.array(z.string())
			.openapi({ description: 'What the facts do not say, and customers will ask.' }),
		findings: z
			.array(z.strictObject({ rule: z.string(), field: z.string(), message: z.string() }))
			.openapi({ description: 'What to check before you accept it. They block nothing.' }),
		request: z.string().openapi({ description: 'The body of the request to the model, as it was sent.' }),
		tokens: z
			.int()
			.nullable()
			.openapi({ description: 'Of the request and the answer, as the model counted them.' }),
		askedBy: actor,
		askedAt: z.iso.datetime(),
		acceptedBy: actor
			.nullable()
			.openapi({ description: 'The author of the words since. `null`: no person accepted them.' }),
		acceptedAt: z.iso.datetime().nullable(),
		draft: id.nullable().openapi({ description: 'The draft that it became (`GET /v1/drafts`).' }),
	})
	.openapi('Suggestion');

export const suggestionList = z
	.strictObject({
		assistant: z
			.strictObject({ model: z.string(), host: z.string() })
			.nullable()
			.openapi({ description: '`null`: the assistant is off.' }),
		suggestions: z.array(suggestion).openapi({ description: 'The newest first, of the last 30 days.' }),
	})
	.openapi('Suggestions');

export const acceptSuggestionRequest = z
	.strictObject({
		into: z.enum(['draft', 'form']).default('draft').openapi({
			description:
				'`draft`: it becomes a draft that waits for a publisher. `form`: you put the words somewhere yourself, and they only count as accepted.',
		}),
		title: line(140).optional().openapi({ description: 'Replaces the title.' }),
		body: words(4_000).optional().openapi({ description: 'Markdown. Replaces the text.' }),
	})
	.openapi('AcceptSuggestion');

export const acceptedSuggestion = z
	.strictObject({ suggestion, draft: z.union([proposalResource, z.null()]) })
	.openapi('AcceptedSuggestion');
