/** The variables of the hook that is called when the list of origins changes (docs/how-to/origins.md). */
import { z } from 'zod';
import { addressProblem } from '../connectors/channels/outbound-request.ts';
import type { OriginsHookOptions } from '../connectors/origins/origins-hook.ts';

/** Standard Webhooks 1.0: 24 to 64 random bytes. */
const isSecret = (text: string): boolean => {
	const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
	const { length } = Buffer.from(encoded, 'base64');
	return length >= 24 && length <= 64;
};

export const originsHookVariables = {
	CANDOR_ORIGINS_HOOK: z
		.string()
		.superRefine((text, context) => {
			const message = addressProblem(text);
			if (message) context.addIssue({ code: 'custom', message });
		})
		.optional(),
	CANDOR_ORIGINS_HOOK_SECRET: z
		.string()
		.refine(
			isSecret,
			'Use whsec_ and 24 to 64 random bytes in base64: echo "whsec_$(openssl rand -base64 32)".',
		)
		.optional(),
};

type Variables = z.infer<z.ZodObject<typeof originsHookVariables>>;

/** What is missing, by the name of the variable. */
export function originsHookProblems(data: Variables): readonly (readonly [name: string, message: string])[] {
	const { CANDOR_ORIGINS_HOOK: url, CANDOR_ORIGINS_HOOK_SECRET: secret } = data;
	if ((url === undefined) === (secret === undefined)) return [];
	return [
		url === undefined
			? ['CANDOR_ORIGINS_HOOK', 'Set it as well, because CANDOR_ORIGINS_HOOK_SECRET is set.']
			: ['CANDOR_ORIGINS_HOOK_SECRET', 'Set it as well: messages to the hook are signed with it.'],
	];
}

/** `null`: there is no hook. */
export function originsHookOf(data: Variables): OriginsHookOptions | null {
	const { CANDOR_ORIGINS_HOOK: url, CANDOR_ORIGINS_HOOK_SECRET: secret } = data;
	return url === undefined || secret === undefined ? null : { url, secret };
}
