/** `POST /v1/assistant/drafts/{id}/accept`: a person takes responsibility for the words. */
import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { proposal } from '../../../src/model/views/proposals.ts';
import type { Api, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import { proposalIn, proposalResourceOf } from '../../http/v1/proposal-resource.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRouteWithBody,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { acceptedCommand } from './accepted-command.ts';
import { recordUse } from './assistant-routes.ts';
import { acceptedSuggestion, acceptSuggestionRequest } from './schemas.ts';
import type { StoredSuggestions, Suggestion } from './stored-suggestions.ts';
import { suggestionResourceOf } from './suggestion-resource.ts';

/** Facts change, so words that waited for longer are no longer accepted. */
const acceptedWithinMs = 24 * 3_600_000;

export function acceptRoute(api: Api, services: Services, suggestions: StoredSuggestions): void {
	const { clock, commandHandler, liveState, tokens } = services;

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/assistant/drafts/{id}/accept', operationId: 'acceptSuggestion' },
			tags: ['Assistant'],
			summary: 'Accept a suggestion of the assistant: you are the author of the words',
			description:
				'Within 24 hours. Nothing is published: the draft waits for a publisher, as if you had written it. Accepting it again returns the same draft.',
			...operatorRouteWithBody(services, 'accept-suggestion'),
			request: { params: idParameter, query: noQuery, body: jsonBody(acceptSuggestionRequest) },
			responses: {
				200: jsonResponse(acceptedSuggestion, 'The suggestion, and the draft that it became.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { into, ...edited } = context.req.valid('json');
			const actor = context.get('actor');
			const found = await suggestions.require(context.req.valid('param').id);
			assertAcceptable(found, actor, clock.now());
			const command = into === 'draft' ? acceptedCommand(found.value, edited) : null;
			if (!command && found.value.acceptedBy === null)
				await recordUse(context, services, `accepted: ${found.id}`);
			const claimed = await claim(found, actor);
			const result =
				command &&
				(await commandHandler.execute({
					...{ command, actor, source: commandSourceOf(context) },
					// A repetition finds the draft that the first request made.
					idempotency: { key: `assistant:${found.id}`, fingerprint: found.id },
				}));
			const draft = result ? proposalIn(result.commit)?.id : undefined;
			const value = { ...claimed.value, draft: draft ?? claimed.value.draft };
			await suggestions.change(claimed, value);
			const names = await tokens.actorNames();
			// It may have been published or discarded since.
			const waiting = value.draft === null ? undefined : proposal(liveState.state, value.draft);
			return context.json(
				{
					suggestion: suggestionResourceOf({ ...claimed, value }, names),
					draft: waiting ? proposalResourceOf(waiting, names, services) : null,
				},
				200,
			);
		},
	);

	/** Two persons who accept it at once: one of them is the author. */
	async function claim(found: Suggestion, actor: string): Promise<Suggestion> {
		if (found.value.acceptedBy !== null) return found;
		const acceptedAt = new Date(clock.now()).toISOString();
		const value = { ...found.value, acceptedBy: actor, acceptedAt };
		if (await suggestions.change(found, value)) return { ...found, version: found.version + 1, value };
		const now = await suggestions.require(found.id);
		assertAcceptable(now, actor, clock.now());
		return now;
	}
}

function assertAcceptable({ value }: Suggestion, actor: string, now: number): void {
	if (value.acceptedBy !== null && value.acceptedBy !== actor)
		throw new CandorError(
			'precondition-failed',
			'Another person has accepted this suggestion. Read it again, and look at the drafts.',
		);
	if (now - Date.parse(value.askedAt) > acceptedWithinMs)
		throw new CandorError(
			'precondition-failed',
			'This suggestion is older than 24 hours, and the facts may have changed. Ask again.',
		);
}
