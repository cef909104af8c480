/** `/v1/assistant/drafts`: texts that a language model suggests, and that a person accepts or discards. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import { findNotice } from '../../http/v1/notice-resource.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { acceptRoute } from './accept-route.ts';
import { failed, type ModelEndpoint } from './model-endpoint.ts';
import type { RequestLimits } from './request-limits.ts';
import { askAssistant, suggestion, suggestionList } from './schemas.ts';
import type { StoredSuggestions } from './stored-suggestions.ts';
import type { Question, Suggester } from './suggester.ts';
import { suggestionResourceOf } from './suggestion-resource.ts';

const tags = ['Assistant'];

/** `null`: the assistant is off. */
export type RunningAssistant = {
	readonly model: string;
	/** Of the endpoint, for operators. */
	readonly host: string;
	readonly endpoint: ModelEndpoint;
	readonly suggester: Suggester;
	readonly limits: RequestLimits;
	/** Aborts when the server stops. */
	readonly stopping: AbortSignal;
} | null;

export interface AssistantRoutes {
	readonly assistant: RunningAssistant;
	readonly suggestions: StoredSuggestions;
}

export function assistantRoutes(
	api: Api,
	services: Services,
	{ assistant, suggestions }: AssistantRoutes,
): void {
	const { liveState, tokens, clock } = services;

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/assistant/drafts', operationId: 'listSuggestions', tags },
			summary: 'List what the assistant has suggested, with what was sent to it',
			description: 'None of it is public.',
			...operatorRoute(services, 'read-drafts'),
			responses: { 200: jsonResponse(suggestionList, 'The suggestions.'), ...problemResponses },
		}),
		async (context) => {
			const names = await tokens.actorNames();
			const all = (await suggestions.all()).map((each) => suggestionResourceOf(each, names));
			const about = assistant && { model: assistant.model, host: assistant.host };
			return context.json({ assistant: about, suggestions: all }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/assistant/drafts/{id}', operationId: 'getSuggestion', tags },
			summary: 'Read a suggestion of the assistant, with what was sent to it',
			description: 'It is not public.',
			...operatorRoute(services, 'read-drafts'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(suggestion, 'The suggestion.'), ...problemResponses },
		}),
		async (context) => {
			const found = await suggestions.require(context.req.valid('param').id);
			return context.json(suggestionResourceOf(found, await tokens.actorNames()), 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/assistant/drafts', operationId: 'askAssistant', tags },
			summary: 'Ask the assistant for a text; nothing is published',
			description:
				'The facts of the notice that customers can read are sent to the configured model, with your words and the private fields that you name. The audit log says who asked, and for what. A person must accept the text.',
			...operatorRouteWithBody(services, 'use-assistant'),
			request: { query: noQuery, body: jsonBody(askAssistant) },
			responses: { 201: jsonResponse(suggestion, 'The suggestion.'), ...problemResponses },
		}),
		async (context) => {
			const { purpose, notice, words = '', fields, language } = context.req.valid('json');
			const running = requireOn(assistant);
			const found = notice === undefined ? null : findNotice(liveState.state, notice);
			const question: Question = {
				...{ purpose, notice: found, words: words.trim() === '' ? null : words, fields },
				language: language ?? found?.value.language ?? 'en',
			};
			const actor = context.get('actor');
			running.endpoint.assertCanAsk();
			running.limits.acquire(actor, clock.now());
			const sent = fields.length > 0 ? `, with ${fields.join(', ')}` : '';
			const about = notice === undefined ? purpose : `${purpose} of ${notice}`;
			await recordUse(context, services, `asked: ${about}${sent}`);
			const made = await running.suggester.suggest(question, actor, running.stopping);
			return context.json(suggestionResourceOf(made, await tokens.actorNames()), 201);
		},
	);

	acceptRoute(api, services, suggestions);

	api.openapi(
		createRoute({
			...{ method: 'delete', path: '/v1/assistant/drafts/{id}', operationId: 'discardSuggestion', tags },
			summary: 'Discard a suggestion of the assistant, with what was sent to it',
			description: 'A draft that became of it stays.',
			...operatorRoute(services, 'use-assistant'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The suggestion is discarded.' }, ...problemResponses },
		}),
		async (context) => {
			const { id } = await suggestions.require(context.req.valid('param').id);
			await recordUse(context, services, `discarded: ${id}`);
			await suggestions.remove(id);
			return context.body(null, 204);
		},
	);
}

function requireOn(assistant: RunningAssistant): NonNullable<RunningAssistant> {
	if (!assistant)
		throw new CandorError(
			'not-found',
			'The assistant is off. An admin can set CANDOR_ASSISTANT_URL and CANDOR_ASSISTANT_MODEL (docs/how-to/assistant.md).',
		);
	if (assistant.stopping.aborted) throw failed('This server is stopping. Ask again in a moment.');
	return assistant;
}

/** Longer texts of the audit log are cut: what was sent is in the suggestion. */
const longestEvent = 120;

/** What operators do with the assistant is in the audit log, before it happens. */
export const recordUse = (
	context: Context<ApiEnv>,
	{ commandHandler }: Pick<Services, 'commandHandler'>,
	event: string,
) =>
	commandHandler.execute({
		command: {
			...{ type: 'put-connector', id: 'assistant', direction: 'out', of: 'assistant' },
			event: event.slice(0, longestEvent),
		},
		actor: context.get('actor'),
		source: commandSourceOf(context),
	});
