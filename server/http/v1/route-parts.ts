/**
 * Parts of route definitions: schemas of bodies, headers and parameters, problem responses, and the
 * operators' access.
 */
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { requireAdmin, requireOperator } from '../auth.ts';
import type { ApiEnv, Services } from '../context.ts';
import { limitOperatorBody, requireJson } from '../request-body.ts';
import { problem } from './schemas/problem.ts';

/** The responses of every route that can fail. */
export const problemResponses = {
	default: {
		description: 'An error: `code` and `detail` give the reason.',
		content: { 'application/problem+json': { schema: problem } },
	},
};
/** The response to a conditional request (`If-None-Match`). */
export const notModifiedResponse = { 304: { description: 'Not modified.' } };

export const jsonResponse = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
	description,
	content: { 'application/json': { schema } },
});
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
	content: { 'application/json': { schema } },
	required: true,
});

/** The headers that every write of a record understands. */
export const writeHeaders = z.object({
	'if-match': z.string().optional().openapi({
		description: 'The write fails unless the record still has this ETag.',
		example: '"12"',
	}),
	'idempotency-key': z.string().optional().openapi({
		description: 'A repeated request with the same key gets the response of the first one, for 24 hours.',
	}),
});
export const idParameter = z.object({
	id: z.string().openapi({ param: { name: 'id', in: 'path' }, example: 'checkout' }),
});
export const updateParameters = idParameter.extend({
	update: z.string().openapi({ param: { name: 'update', in: 'path' }, example: 'k7mqz2p9ab' }),
});

type OperatorRoute = Pick<RouteConfig, 'security'> & {
	middleware: MiddlewareHandler<ApiEnv>[];
};

/** A route for operators, without a body. */
export const operatorRoute = ({ tokens }: Pick<Services, 'tokens'>): OperatorRoute => ({
	security: [{ operator: [] }],
	middleware: [requireOperator(tokens)],
});

/** A route for operators, with a JSON body. */
export const operatorRouteWithBody = ({ tokens }: Pick<Services, 'tokens'>): OperatorRoute => ({
	security: [{ operator: [] }],
	middleware: [requireOperator(tokens), limitOperatorBody, requireJson],
});

/** A route for admins, without a body. */
export const adminRoute = ({ tokens }: Pick<Services, 'tokens'>): OperatorRoute => ({
	security: [{ operator: [] }],
	middleware: [requireOperator(tokens), requireAdmin],
});

/** A route for admins, with a JSON body. */
export const adminRouteWithBody = ({ tokens }: Pick<Services, 'tokens'>): OperatorRoute => ({
	security: [{ operator: [] }],
	middleware: [requireOperator(tokens), requireAdmin, limitOperatorBody, requireJson],
});
