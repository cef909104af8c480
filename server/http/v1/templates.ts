/** `/v1/templates`: texts that operators fill in. Those of the policy pack are read-only. */
import { createRoute, z } from '@hono/zod-openapi';
import { id } from '../../../src/model/records/fields.ts';
import { type Template, templates } from '../../../src/model/templates/templates.ts';
import { refuseMarkup } from '../../core/markdown/markdown-issues.ts';
import { markdownProblems } from '../../core/markdown/template-markdown.ts';
import { isNotModified, recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import { findTemplate } from './from-template.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	notModifiedResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	recordResponse,
	removedResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { putTemplateRequest, templateList, templateResource } from './schemas/templates.ts';

const resourceOf = ({ id, seq, builtIn, value }: Template) => ({ id, seq, builtIn, ...value });

export function templateRoutes(api: Api, services: Services): void {
	const { liveState, pack } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/templates',
			operationId: 'listTemplates',
			tags: ['Templates'],
			summary: 'List the templates',
			description: 'The operators’ own, then those of the policy pack.',
			...operatorRoute(services, 'read-templates'),
			responses: { 200: jsonResponse(templateList, 'The templates.'), ...problemResponses },
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, templates: templates(state, pack).map(resourceOf) }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/templates/{id}',
			operationId: 'getTemplate',
			tags: ['Templates'],
			summary: 'Read a template',
			description:
				'To copy one of the policy pack, send it under another id, without `id`, `seq` and `builtIn`.',
			...operatorRoute(services, 'read-templates'),
			request: { params: idParameter },
			responses: {
				200: recordResponse(templateResource, 'The template.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		(context) => {
			const found = findTemplate(liveState.state, pack, context.req.valid('param').id);
			const tag = `"${found.seq}"`;
			context.header('etag', tag);
			if (!found.builtIn && isNotModified(context.req.header('if-none-match'), tag))
				return context.body(null, 304);
			return context.json(resourceOf(found), 200);
		},
	);

	const put = createRoute({
		method: 'put',
		path: '/v1/templates/{id}',
		operationId: 'putTemplate',
		tags: ['Templates'],
		summary: 'Create or replace a template',
		description:
			'The request replaces all of the template. Texts name variables in braces: `{service} is slow`.',
		...operatorRouteWithBody(services, 'put-template'),
		// Stricter than `idParameter`: the path gives a new record its id.
		request: {
			params: z.object({ id }),
			headers: writeHeaders,
			query: writeQuery,
			body: jsonBody(putTemplateRequest),
		},
		responses: {
			200: writtenResponse(templateResource, 'The changed template.'),
			201: writtenResponse(templateResource, 'The new template.'),
			...problemResponses,
		},
	});
	api.openapi(put, async (context) => {
		const { id: name } = context.req.valid('param');
		const fields = context.req.valid('json');
		refuseMarkup(markdownProblems(fields));
		const currentSeq = recordSeq('template', name);
		const command = { type: 'put-template', id: name, ...fields } as const;
		const { before, state } = await executeCommand(context, services, command, currentSeq);
		const template = findTemplate(state, pack, name);
		context.header('etag', `"${template.seq}"`);
		return context.json(resourceOf(template), currentSeq(before) === null ? 201 : 200);
	});

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/templates/{id}',
			operationId: 'removeTemplate',
			tags: ['Templates'],
			summary: 'Remove a template',
			description: 'Notices that were opened with it stay as they are. The log keeps it.',
			...operatorRoute(services, 'remove-template'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The template is removed.'), ...problemResponses },
		}),
		async (context) => {
			const { id: name } = context.req.valid('param');
			const command = { type: 'remove-template', id: name } as const;
			await executeCommand(context, services, command, recordSeq('template', name));
			return context.body(null, 204);
		},
	);
}
