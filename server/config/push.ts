/** The variables of Web Push (docs/how-to/web-push.md). */
import { z } from 'zod';
import type { PushOptions } from '../connectors/web-push/push-options.ts';
import { list } from './values.ts';

const host = /^(?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)*$/;
const hostHint = 'Use host names such as push.example.com or *.example.com, separated by commas.';

export const pushVariables = {
	CANDOR_PUSH: z.enum(['on', 'off'], { message: 'Use on or off.' }).default('off'),
	CANDOR_PUSH_SERVICES: list.pipe(z.array(z.string().regex(host, hostHint)).min(1, hostHint)).optional(),
};

type Variables = z.infer<z.ZodObject<typeof pushVariables>>;

/** What is missing, by the name of the variable. */
export function pushProblems(
	data: Variables & { readonly CANDOR_PUBLIC_URL?: string | undefined },
): readonly (readonly [name: string, message: string])[] {
	if (data.CANDOR_PUSH === 'off')
		return data.CANDOR_PUSH_SERVICES === undefined
			? []
			: [['CANDOR_PUSH', 'Set it to on, because CANDOR_PUSH_SERVICES is set.']];
	return data.CANDOR_PUBLIC_URL?.startsWith('https:')
		? []
		: [
				[
					'CANDOR_PUBLIC_URL',
					'Set it to an https: address: push services and browsers need it for Web Push.',
				],
			];
}

/** `null`: the server sends no notifications. */
export const pushOf = ({ CANDOR_PUSH, CANDOR_PUSH_SERVICES }: Variables): PushOptions | null =>
	CANDOR_PUSH === 'on' ? { services: CANDOR_PUSH_SERVICES ?? [] } : null;
