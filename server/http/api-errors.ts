/** Errors of the framework and of the schemas as CandorErrors. */
import { HTTPException } from 'hono/http-exception';
import type { ZodError } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import type { Api } from './context.ts';
import { schemaIssues } from './schema-sentences.ts';

/** The issues of a schema as one sentence and a list of paths. */
export function schemaError({ issues: zodIssues }: ZodError): CandorError {
	const issues = schemaIssues(zodIssues);
	const [first] = issues;
	const where = first?.path ? `${first.path}: ` : '';
	const more = issues.length > 1 ? ` (and ${issues.length - 1} more, see issues)` : '';
	const isMarkup = zodIssues.every(
		(issue) => issue.code === 'custom' && issue.params?.code === 'markup-refused',
	);
	return new CandorError(
		isMarkup ? 'markup-refused' : 'invalid',
		`${where}${first?.message ?? 'The request is not valid.'}${more}`,
		issues,
	);
}

/**
 * Hono's error for a body that is not JSON, with our code and sentence. Other errors are returned
 * as they are.
 */
export const explainedError = (error: unknown): unknown =>
	error instanceof HTTPException && error.status === 400
		? new CandorError('malformed', 'The body is not JSON. Check its quotes, commas and brackets.')
		: error;

/** The methods that have a route at this path. */
export const methodsAt = (api: Api, path: string): readonly string[] =>
	['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
		api.router.match(method, path)[0].some(([[, route]]) => !route.path.endsWith('*')),
	);
