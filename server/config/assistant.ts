/** The variables of the assistant (docs/how-to/assistant.md). */
import { z } from 'zod';
import {
	type AssistantOptions,
	assistantDefaults,
	tokenParameters,
} from '../connectors/assistant/assistant-options.ts';
import { parseRange } from '../streaming/admission/address.ts';
import { list } from './values.ts';

const urlHint =
	'Use the base address of an OpenAI-compatible API, such as https://api.example.com/v1, without a user, a query or a part from # on.';

const url = z
	.string()
	.refine((text) => {
		if (!URL.canParse(text)) return false;
		const { protocol, username, password, search, hash } = new URL(text);
		return /^https?:$/.test(protocol) && !username && !password && !search && !hash;
	}, urlHint)
	.transform((text) => new URL(text).href.replace(/\/+$/, ''));

const keyHint = 'Use the key of the API: visible ASCII characters without spaces.';
const isKey = (text: string): boolean => /^[\x21-\x7e]{1,500}$/.test(text);

const insideHint = 'Use addresses and ranges such as 10.0.0.5 or 10.0.0.0/8, separated by commas.';

export const assistantVariables = {
	CANDOR_ASSISTANT_URL: url.optional(),
	CANDOR_ASSISTANT_MODEL: z
		.string()
		.trim()
		.regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,120}$/u, 'Use the name of a model of the API, on one line.')
		.optional(),
	CANDOR_ASSISTANT_KEY: z
		.string()
		.transform((text) => text.trim())
		.refine(isKey, keyHint)
		.optional(),
	CANDOR_ASSISTANT_ALLOW: list
		.pipe(z.array(z.string().refine((entry) => parseRange(entry) !== null, insideHint)).min(1, insideHint))
		.optional(),
	CANDOR_ASSISTANT_TOKENS: z
		.string()
		.regex(/^[1-9]\d{2,4}$/, 'Use a whole number from 100 to 99999.')
		.transform(Number)
		.optional(),
	CANDOR_ASSISTANT_TOKEN_PARAMETER: z
		.enum(tokenParameters, { message: `Use ${tokenParameters.join(' or ')}.` })
		.optional(),
};

type Variables = z.infer<z.ZodObject<typeof assistantVariables>>;

/** What is missing, by the name of the variable. */
export function assistantProblems(data: Variables): readonly (readonly [name: string, message: string])[] {
	const given = Object.keys(assistantVariables).filter((name) => data[name as keyof Variables] !== undefined);
	if (given.length === 0) return [];
	if (data.CANDOR_ASSISTANT_URL === undefined)
		return [['CANDOR_ASSISTANT_URL', `Set it as well, because ${given.join(' and ')} is set. ${urlHint}`]];
	return [
		...(data.CANDOR_ASSISTANT_MODEL === undefined
			? [['CANDOR_ASSISTANT_MODEL', 'Set it to the name of a model of the API.'] as const]
			: []),
	];
}

/** `null`: the assistant is off. */
export function assistantOf(data: Variables): AssistantOptions | null {
	const { CANDOR_ASSISTANT_URL: address, CANDOR_ASSISTANT_MODEL: model } = data;
	if (address === undefined || model === undefined) return null;
	return {
		...{ url: address, model },
		key: data.CANDOR_ASSISTANT_KEY ?? null,
		allowed: data.CANDOR_ASSISTANT_ALLOW ?? assistantDefaults.allowed,
		tokens: data.CANDOR_ASSISTANT_TOKENS ?? assistantDefaults.tokens,
		tokenParameter: data.CANDOR_ASSISTANT_TOKEN_PARAMETER ?? assistantDefaults.tokenParameter,
	};
}
