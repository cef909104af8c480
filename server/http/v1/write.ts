/** How a route hands a command to the commandHandler, and the parts that all routes of one kind share. */
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import type { CommandResult } from '../../core/command-handler.ts';
import { jsonOnly, limitedBody, operatorsOnly } from '../auth.ts';
import { idempotency, ifMatch } from '../conditions.ts';
import type { ApiEnvironment, Services } from '../context.ts';
import { problem } from './schemas/notices.ts';

const refusal = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: problem } },
});
export const refusals = { default: refusal('Refused: `code` and `detail` say why.') };

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
	description,
	content: { 'application/json': { schema } },
});
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
	content: { 'application/json': { schema } },
	required: true,
});

/** The headers that every write on a record understands. */
export const writeHeaders = z.object({
	'if-match': z
		.string()
		.optional()
		.openapi({ description: 'The ETag that the record must still have.', example: '"12"' }),
	'idempotency-key': z
		.string()
		.optional()
		.openapi({ description: 'The same key with the same request is answered with its first result.' }),
});
export const idParameter = z.object({
	id: z.string().openapi({ param: { name: 'id', in: 'path' }, example: 'checkout' }),
});

/** For operators; with a body, JSON alone. */
export const guarded = (
	services: Pick<Services, 'tokens'>,
	withBody: boolean,
): Pick<RouteConfig, 'security'> & {
	middleware: ReturnType<typeof operatorsOnly>[];
} => ({
	security: [{ operator: [] }],
	middleware: [operatorsOnly(services.tokens), ...(withBody ? [limitedBody, jsonOnly] : [])],
});

/** Carries the command of a request out, under the conditions that its headers name. */
export async function carryOut(
	context: Context<ApiEnvironment>,
	{ commandHandler }: Services,
	command: Command,
	current: (state: State) => number | null,
): Promise<CommandResult> {
	const condition = context.req.header('if-match');
	const precondition = ifMatch(condition, current);
	const key = idempotency(context.req.header('idempotency-key'), {
		method: context.req.method,
		path: context.req.path,
		body: context.req.method === 'DELETE' ? '' : await context.req.text(),
		ifMatch: condition ?? '',
	});
	const outcome = await commandHandler.execute({
		command,
		actor: context.get('actor'),
		...(precondition && { precondition }),
		...(key && { idempotency: key }),
	});
	if (outcome === null) throw new CandorError('internal', 'The command changed nothing.');
	if (outcome.replayed) context.header('idempotency-replayed', 'true');
	return outcome;
}
