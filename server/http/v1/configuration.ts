/** `/v1/configuration`: page, components, templates and rules as one document, applied as one commit. */
import { createRoute } from '@hono/zod-openapi';
import type { Configuration } from '../../../src/model/commands/configuration.ts';
import type { Issue } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import { configurationOf, configurationSeq } from '../../../src/model/views/configuration.ts';
import { refuseMarkup } from '../../core/markdown/markdown-issues.ts';
import { ruleMarkdownProblems } from '../../core/markdown/rule-markdown.ts';
import { markdownProblems } from '../../core/markdown/template-markdown.ts';
import type { Api, Services } from '../context.ts';
import { limitBody, requireJson } from '../request-body.ts';
import { executeIfNeeded } from './execute-command.ts';
import {
	jsonBody,
	operatorRoute,
	problemResponses,
	recordResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { applyRequest, configurationResource } from './schemas/configuration.ts';

/** In bytes: some dozens of templates in seven languages. */
const maxBodyBytes = 1024 * 1024;
const maxDiscardedBytes = 16 * 1024 * 1024;

const resourceOf = (state: State) => ({ seq: configurationSeq(state), ...configurationOf(state) });

/** Throws CandorError for Markdown that a template or a rule may not contain. */
function checkMarkdown({ templates = [], rules = [] }: Configuration): void {
	const within = (place: string, issues: readonly Issue[]): Issue[] =>
		issues.map((issue) => ({ ...issue, path: `${place}.${issue.path}` }));
	refuseMarkup([
		...templates.flatMap((each, index) => within(`templates.${index}`, markdownProblems(each))),
		...rules.flatMap((each, index) => within(`rules.${index}`, ruleMarkdownProblems(each))),
	]);
}

export function configurationRoutes(api: Api, services: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/configuration',
			operationId: 'getConfiguration',
			tags: ['Page'],
			summary: 'Read page, components, own templates and rules as one document',
			description:
				'As `PUT /v1/configuration` accepts it: `candor apply --print` writes it as a file. It has no secrets, and not the status that operators have set.',
			...operatorRoute(services, 'read-templates'),
			responses: { 200: recordResponse(configurationResource, 'The configuration.'), ...problemResponses },
		}),
		(context) => {
			const resource = resourceOf(services.liveState.state);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);

	const { middleware, ...access } = operatorRoute(services, 'apply-configuration');
	api.openapi(
		createRoute({
			method: 'put',
			path: '/v1/configuration',
			operationId: 'applyConfiguration',
			tags: ['Page'],
			summary: 'Bring page, components, templates and rules to what a document says, as one commit',
			description:
				'A section that is missing stays as it is; an entry is described whole. Components, templates and rules that a section lacks stay too, unless `prune` is true. A document that changes nothing makes no commit. The status that operators have set stays.',
			...access,
			middleware: [...middleware, limitBody(maxBodyBytes, maxDiscardedBytes), requireJson],
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(applyRequest) },
			responses: {
				200: writtenResponse(configurationResource, 'The configuration, as it is now.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const fields = context.req.valid('json');
			checkMarkdown(fields);
			const command = { type: 'apply-configuration', ...fields } as const;
			const { state } = await executeIfNeeded(context, services, command, configurationSeq);
			const resource = resourceOf(state);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);
}
