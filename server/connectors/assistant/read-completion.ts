/**
 * Reads the answer of an OpenAI-compatible endpoint: one JSON document, or the events of a stream,
 * which some servers send although none was asked for.
 */
import { z } from 'zod';
import { createEventStreamDecoder } from '../../../src/model/wire/event-stream.ts';

const part = { content: z.string().nullish(), refusal: z.string().nullish() };
const usage = z.object({ total_tokens: z.int().nullish() }).nullish();
const completion = z.object({
	choices: z.array(z.object({ finish_reason: z.string().nullish(), message: z.object(part) })).min(1),
	usage,
});
const chunk = z.object({
	choices: z.array(z.object({ finish_reason: z.string().nullish(), delta: z.object(part).nullish() })),
	usage,
});

export interface Completion {
	readonly content: string;
	readonly isRefused: boolean;
	/** Why the model stopped, such as `stop`, `length` or `content_filter`. `null`: it is not said. */
	readonly finishReason: string | null;
	/** How many tokens the request and the answer had; `null`: it is not said. */
	readonly tokens: number | null;
}

/** `null`: it is no answer of this protocol. `mediaType`: of the response, without parameters. */
export const readCompletion = (mediaType: string, text: string): Completion | null =>
	mediaType === 'text/event-stream' ? readStream(text) : readDocument(text);

function readDocument(text: string): Completion | null {
	const { data } = completion.safeParse(parsed(text));
	const [choice] = data?.choices ?? [];
	if (!choice) return null;
	return {
		content: choice.message.content ?? '',
		isRefused: Boolean(choice.message.refusal),
		finishReason: choice.finish_reason ?? null,
		tokens: data?.usage?.total_tokens ?? null,
	};
}

/** A stream that ends without `[DONE]` or a reason to stop was cut. */
function readStream(text: string): Completion | null {
	const events = createEventStreamDecoder(() => undefined, text.length + 1).read(`${text}\n\n`);
	let content = '';
	let isRefused = false;
	let finishReason: string | null = null;
	let tokens: number | null = null;
	let isDone = false;
	for (const { data } of events) {
		if (data === '[DONE]') {
			isDone = true;
			break;
		}
		const read = chunk.safeParse(parsed(data)).data;
		if (!read) return null;
		const [choice] = read.choices;
		content += choice?.delta?.content ?? '';
		isRefused ||= Boolean(choice?.delta?.refusal);
		finishReason = choice?.finish_reason ?? finishReason;
		tokens = read.usage?.total_tokens ?? tokens;
	}
	return isDone || finishReason !== null ? { content, isRefused, finishReason, tokens } : null;
}

/** `undefined`: it is no JSON. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
