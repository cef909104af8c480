/** What both report endpoints do with a request. */
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import type { ApiEnv, Services } from '../../http/context.ts';

/**
 * The body of a report, checked against its schema. Throws CandorError `malformed`, or `invalid`
 * with `expected`, a sentence that describes the right body.
 */
export function readReport<Value>(text: string, schema: z.ZodType<Value>, expected: string): Value {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new CandorError('malformed', 'The body is not JSON. Check its quotes, commas and brackets.');
	}
	const { success, data, error } = schema.safeParse(value);
	if (success) return data;
	const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
	throw new CandorError('invalid', expected, issues);
}

/** The visitor's network address; `null` where a proxy does not pass it on. */
export const visitorAddress = (
	{ env, req }: Context<ApiEnv>,
	{ clientAddress }: Pick<Services, 'clientAddress'>,
): string | null => clientAddress(env.incoming.socket.remoteAddress, req.header('x-forwarded-for'));
