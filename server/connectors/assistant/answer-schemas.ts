/** The texts that the model is asked for, by the purpose of the request. */
import { z } from 'zod';
import type { AssistantPurpose } from '../../../src/model/assistant/vocabulary.ts';
import { line, words } from '../../../src/model/records/fields.ts';

/** As the model is asked to write it. Endpoints know few keywords of JSON Schema, so it has no limits. */
const questions = z
	.array(z.string())
	.describe('What the operator should find out, because customers will ask and the facts do not say it.');
const text = (description: string) => z.string().describe(description);
const optional = (description: string) => z.string().nullable().describe(description);

const noticeAnswer = z.strictObject({
	title: text('One line that says what customers notice. At most 140 characters. No Markdown.'),
	body: text('The text of the update, Markdown: one to four short sentences.'),
	workaround: optional('What customers can do meanwhile, Markdown. Null unless the facts say it.'),
	questions,
});
const updateAnswer = noticeAnswer.omit({ title: true, workaround: true });
const postmortemAnswer = z.strictObject({
	title: text('One line. At most 140 characters. No Markdown.'),
	impact: text('Who was affected, how, and for how long. Markdown.'),
	timeline: text('What happened when, a list. Markdown.'),
	causes: text('What caused it, and what let it reach customers. Empty unless the facts say it.'),
	wentWell: text('What limited the damage. Empty unless the facts say it.'),
	questions,
});

const answers = {
	new: noticeAnswer,
	update: updateAnswer,
	resolve: updateAnswer,
	postmortem: postmortemAnswer,
} as const satisfies Record<AssistantPurpose, z.ZodType>;

/** The JSON Schema that is sent as `response_format`. */
export function answerFormat(purpose: AssistantPurpose): object {
	const { $schema: _, ...schema } = z.toJSONSchema(answers[purpose]);
	return { type: 'json_schema', json_schema: { name: `candor_${purpose}`, strict: true, schema } };
}

/** What the server accepts. */
const limits = z.object({
	title: line(140).optional(),
	body: words(4_000).optional(),
	workaround: words(2_000).nullish(),
	impact: words(5_000).optional(),
	timeline: words(5_000).optional(),
	causes: words(5_000).optional(),
	wentWell: words(5_000).optional(),
	questions: z.array(line(300)).max(10),
});

export interface SuggestedAnswer {
	/** By the fields that they are for. An empty one is left out. */
	readonly texts: Readonly<Record<string, string>>;
	readonly questions: readonly string[];
}

/** `null`: it is not what was asked for. */
export function readAnswer(purpose: AssistantPurpose, value: unknown): SuggestedAnswer | null {
	const strict = answers[purpose].safeParse(value);
	const { data } = limits.safeParse(strict.data);
	if (!data) return null;
	const { questions: asked, ...texts } = data;
	const filled = Object.entries(texts).flatMap(([field, given]) =>
		given?.trim() ? [[field, given.trim()] as const] : [],
	);
	return filled.length === 0 ? null : { texts: Object.fromEntries(filled), questions: asked };
}
