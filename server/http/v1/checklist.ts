/** `/v1/notices/{id}/checklist`: what is to be done after an outage. For operators. */
import { createRoute, z } from '@hono/zod-openapi';
import { checklistSteps } from '../../../src/model/checklist/steps.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { liveRecord, type State } from '../../../src/model/state/state.ts';
import { checklistOf, hasChecklist } from '../../../src/model/views/checklist.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import { findNotice } from './notice-resource.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { checklist, stepInput } from './schemas/checklist.ts';

const tags = ['Promises'];
const path = '/v1/notices/{id}/checklist';

export function checklistRoutes(api: Api, services: Services): void {
	const { liveState, clock, pack } = services;

	/** Throws CandorError `notice-open` before the end, and `not-found` for what has no checklist. */
	function resourceIn(state: State, id: string) {
		const found = findNotice(state, id);
		const now = clock.now();
		if (hasChecklist(found, now)) {
			const { steps, ...score } = checklistOf(state, found, pack, now);
			return { notice: id, title: found.value.title, ...score, steps: [...steps] };
		}
		if (found.value.kind === 'incident' && !found.value.drill)
			throw new CandorError(
				'notice-open',
				`The notice "${id}" has not ended. Its checklist begins with its end.`,
			);
		throw new CandorError('not-found', `The notice "${id}" has no checklist: only incidents have one.`);
	}

	api.openapi(
		createRoute({
			method: 'get',
			path,
			operationId: 'getChecklist',
			tags,
			summary: 'Read what is to be done after an outage, and by when',
			description:
				'The steps and their days are those of the policy pack, counted from the end of the notice. A remedy, a post-mortem, its actions and a drill are found in the log.',
			...operatorRoute(services, 'read-promises'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(checklist, 'The checklist.'), ...problemResponses },
		}),
		(context) => context.json(resourceIn(liveState.state, context.req.valid('param').id), 200),
	);

	api.openapi(
		createRoute({
			method: 'put',
			path: `${path}/{step}`,
			operationId: 'markStep',
			tags,
			summary: 'Say that a step after an outage is done or not needed, or take that back',
			description: 'What the log shows to be done stays done.',
			...operatorRouteWithBody(services, 'mark-step'),
			request: {
				params: idParameter.extend({ step: z.enum(checklistSteps) }),
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(stepInput),
			},
			responses: { 200: writtenResponse(checklist, 'The checklist.'), ...problemResponses },
		}),
		async (context) => {
			const { id: notice, step } = context.req.valid('param');
			const command = { type: 'mark-step', notice, step, ...context.req.valid('json') } as const;
			const version = (state: State): number | null => liveRecord(state, 'checklist', notice)?.seq ?? null;
			const { state } = await executeCommand(context, services, command, version);
			context.header('etag', `"${version(state)}"`);
			return context.json(resourceIn(state, notice), 200);
		},
	);
}
