/**
 * Parts of route definitions: schemas of bodies, headers and parameters, problem responses, and the
 * operators' access.
 */
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { type Action, rolesFor } from '../../../src/model/permissions.ts';
import { type Role, roles } from '../../../src/model/vocabulary.ts';
import { requireOperator, requirePermission, type SignInServices } from '../auth.ts';
import type { ApiEnv } from '../context.ts';
import { dryRunResponse, dryRunType } from '../dry-run.ts';
import { limitOperatorBody, requireJson } from '../request-body.ts';
import { dryRun } from './schemas/dry-run.ts';
import { problem } from './schemas/problem.ts';
import { awaitsApproval } from './schemas/proposals.ts';

const header = (description: string, example: string) =>
	({ description, schema: { type: 'string', example } }) as const;
const etag = { ETag: header('The version, for `If-Match` and `If-None-Match`.', '"12"') };
/** The header of a response to a write with an `Idempotency-Key`. */
export const replayed = {
	'Idempotency-Replayed': header(
		'`true`: this is the response of an earlier request with the same key.',
		'true',
	),
};
/** The header of the response to a sign-in. */
export const sessionCookieHeader = {
	'Set-Cookie': header(
		'The session. Scripts cannot read it.',
		'__Host-candor-session=…; Path=/; HttpOnly; Secure',
	),
};
/** The header of a response that has made something. */
export const location = { Location: header('The address of the new record.', '/v1/notices/checkout-down') };
const retryAfter = { 'Retry-After': header('How many seconds to wait, where waiting helps.', '30') };

const problemResponse = (description: string) => ({
	description,
	headers: retryAfter,
	content: { 'application/problem+json': { schema: problem } },
});

/** The responses of every route that can fail. */
export const problemResponses = {
	'4XX': problemResponse('The request is refused: `code` and `detail` give the reason.'),
	'5XX': problemResponse('The server cannot answer now: `code` and `detail` give the reason.'),
};
/** The response to a conditional request (`If-None-Match`). */
export const notModifiedResponse = { 304: { description: 'Not modified.', headers: etag } };

type Headers = Readonly<Record<string, ReturnType<typeof header>>>;

export const jsonResponse = <Schema extends z.ZodType>(
	schema: Schema,
	description: string,
	headers: Headers = {},
) => ({
	description,
	headers: { ...headers },
	content: { 'application/json': { schema } },
});
/** A record that was read. */
export const recordResponse = <Schema extends z.ZodType>(schema: Schema, description: string) =>
	jsonResponse(schema, description, etag);
/** The same response, or what a dry run found, which has a type of its own. */
const withDryRun = <Response extends { readonly content: object }>(response: Response) => ({
	...response,
	content: { ...response.content, [dryRunType]: { schema: dryRun } } as Response['content'],
});
/** A record after a write. */
export const writtenResponse = <Schema extends z.ZodType>(schema: Schema, description: string) =>
	withDryRun(jsonResponse(schema, description, { ...etag, ...replayed }));
/** A new record whose id the server has made. */
export const createdResponse = <Schema extends z.ZodType>(schema: Schema, description: string) =>
	jsonResponse(schema, description, { ...etag, ...location, ...replayed });
export const removedResponse = (description: string) => ({ description, headers: { ...replayed } });

/** The response where a second person must approve a write. */
export const waitingResponse = {
	202: withDryRun(
		jsonResponse(awaitsApproval, 'Nothing is published: the draft waits for a second person.', replayed),
	),
};

/** A route that needs no token. */
export const publicRoute = { security: [] } satisfies Pick<RouteConfig, 'security'>;
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
	content: { 'application/json': { schema } },
	required: true,
});

/** The body of a PATCH: a JSON merge patch (RFC 7396), sent as such or as plain JSON. */
export const patchBody = <Schema extends z.ZodType>(schema: Schema) => ({
	content: { 'application/json': { schema }, 'application/merge-patch+json': { schema } },
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
/**
 * The query that every write of a record understands. A misspelt name is refused: it must not
 * publish what was meant as a dry run.
 */
export const writeQuery = z.strictObject({
	'dry-run': z.enum(['true', 'false']).optional().openapi({
		description:
			'`true`: decides what the request would change, and publishes nothing. The response has the status 200 and a `DryRun`, or is the problem of the request. `Idempotency-Key` is ignored.',
	}),
});
/** The query of a write that has no dry run: `dry-run=true` is refused. */
export const noQuery = z.strictObject({});
export const idParameter = z.object({
	id: z.string().openapi({ param: { name: 'id', in: 'path' }, example: 'checkout' }),
});
export const updateParameters = idParameter.extend({
	update: z.string().openapi({ param: { name: 'update', in: 'path' }, example: 'k7mqz2p9ab' }),
});

type OperatorRoute = Pick<RouteConfig, 'security'> & {
	/** The roles that may use the route, for the OpenAPI document. */
	'x-roles': readonly Role[];
	middleware: MiddlewareHandler<ApiEnv>[];
};

/** A route for the operators who may do one of these actions, without a body. */
export const operatorRoute = (services: SignInServices, ...actions: readonly Action[]): OperatorRoute => ({
	security: [{ operator: [] }, { session: [] }],
	'x-roles': roles.filter((role) => actions.some((action) => rolesFor(action).includes(role))),
	middleware: [requireOperator(services), requirePermission(services, actions), dryRunResponse],
});

/** The same with a JSON body. */
export function operatorRouteWithBody(
	services: SignInServices,
	...actions: readonly Action[]
): OperatorRoute {
	const { middleware, ...route } = operatorRoute(services, ...actions);
	return { ...route, middleware: [...middleware, limitOperatorBody, requireJson] };
}

/** The member of a response with the warnings about what was written; empty without any. */
export const withWarnings = (warnings: string[]): { warnings?: string[] } =>
	warnings.length > 0 ? { warnings } : {};
