/** `GET /v1/credits`: what the policy pack gives for the availability of a period, as a draft of a remedy. */
import { createRoute, type z } from '@hono/zod-openapi';
import { creditsOf, highestCredit } from '../../../src/model/credits/credit.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { components } from '../../../src/model/views/components.ts';
import type { Api, Services } from '../context.ts';
import { findNotice } from './notice-resource.ts';
import { jsonResponse, operatorRoute, problemResponses } from './route-parts.ts';
import { creditQuery, credits } from './schemas/credits.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const longestMs = 366 * dayMs;
/** The history has everything that ended later. */
const knownMs = 400 * dayMs;

export function creditRoutes(api: Api, services: Services): void {
	const { liveState, clock, history, pack } = services;
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/credits',
			operationId: 'computeCredits',
			tags: ['Remedies'],
			summary: 'Compute the service credits of a period, and draft a remedy',
			description:
				'By the `credits` of the policy pack and the history of the components. Nothing is stored or published: a person adds the apology and publishes the remedy.',
			...operatorRoute(services, 'put-remedy'),
			request: { query: creditQuery },
			responses: { 200: jsonResponse(credits, 'The credits, and the draft.'), ...problemResponses },
		}),
		(context) => {
			const query = context.req.valid('query');
			const policy = pack?.credits ?? null;
			if (policy === null)
				throw new CandorError(
					'not-found',
					'The policy pack says nothing about credits. Add "credits" to your pack (docs/how-to/service-credits.md).',
				);
			const now = clock.now();
			const { from, until } = periodOf(query, now);
			const { state } = liveState;
			const about = query.notice === undefined ? null : findNotice(state, query.notice).id;
			const known = components(state, now).map(({ id }) => id);
			const missing = policy.components.find((id) => !known.includes(id));
			if (missing !== undefined)
				throw new CandorError(
					'unknown-component',
					`The credits of the policy pack name the component "${missing}", which there is not. Change the pack, or add the component.`,
				);
			const counted = policy.components.length > 0 ? policy.components : known;
			const found = creditsOf(policy, [...history.statuses.statuses(counted, from, until)]);
			const credit = highestCredit(found);
			return context.json(
				{
					...{ from: new Date(from).toISOString(), until: new Date(until).toISOString(), policy },
					credits: found.map(({ existedMs, downMs, ...each }) => ({
						...each,
						existedMinutes: existedMs / minuteMs,
						downMinutes: downMs / minuteMs,
					})),
					credit,
					remedy: credit === null ? null : draftOf(about, credit),
				},
				200,
			);
		},
	);
}

const draftOf = (notice: string | null, credit: string) => ({
	notice,
	offer: { kind: 'service-credit' as const, summary: `${credit} % off your next bill` },
	claim: { type: 'event' as const },
	payout: { unit: 'percent' as const, tiers: [{ value: credit }] },
});

/** Throws CandorError `invalid` for a period that is not over, too long, or too long ago. */
function periodOf({ month, from, until }: z.infer<typeof creditQuery>, now: number) {
	const period =
		from !== undefined && until !== undefined
			? { from: Date.parse(from), until: Date.parse(until) }
			: monthOf(month, now);
	const message =
		period.until > now
			? `The period ends at ${new Date(period.until).toISOString()}, which is still to come. Name one that is over.`
			: period.from < now - knownMs
				? 'The history is complete for 400 days. Name a later period.'
				: period.until <= period.from || period.until - period.from > longestMs
					? 'The period is empty or longer than 366 days. Name another one.'
					: null;
	if (message !== null) throw new CandorError('invalid', message, [{ path: 'from', message }]);
	return period;
}

/** In UTC. `name`: such as `2030-01`; default: the last month that is over. */
function monthOf(name: string | undefined, now: number) {
	const today = new Date(now);
	const [year, month] =
		name === undefined
			? [today.getUTCFullYear(), today.getUTCMonth() - 1]
			: [Number(name.slice(0, 4)), Number(name.slice(5)) - 1];
	return { from: Date.UTC(year, month), until: Date.UTC(year, month + 1) };
}
