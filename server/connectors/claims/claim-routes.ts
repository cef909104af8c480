/** `/v1/remedies/{id}/claims`: customers claim what a remedy pays, and operators see what was claimed. */
import { createRoute, z } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import { amountOf } from '../../../src/model/payouts/amount.ts';
import { type CsvValue, csvOf } from '../../core/csv.ts';
import type { Api, Services } from '../../http/context.ts';
import { limitBody } from '../../http/request-body.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonResponse,
	operatorRoute,
	problemResponses,
	publicRoute,
	replayed,
} from '../../http/v1/route-parts.ts';
import { readReport } from '../visitor-reports/report-body.ts';
import type { Claims } from './claims.ts';
import { budgetOf, requireRemedy } from './offer.ts';
import { RefusedTokens } from './refused-tokens.ts';
import { claimPage, claimQuery, claimRequest, claimResult } from './schemas.ts';
import type { StoredClaim, StoredClaims } from './stored-claims.ts';
import { offerKey, type StoredOffers } from './stored-offers.ts';

const tags = ['Claims'];
const csv = 'text/csv';
const maxBodyBytes = 8 * 1024;

interface Dependencies {
	readonly claims: Claims;
	readonly stored: StoredClaims;
	readonly offers: StoredOffers;
}

const shown = ({ value, unit, currency, minutes, at }: StoredClaim) => ({
	...{ value, unit, currency, minutes, claimedAt: at },
});

export function claimRoutes(api: Api, services: Services, { claims, stored, offers }: Dependencies): void {
	const { liveState, commandHandler } = services;
	const refused = new RefusedTokens(services);

	// A `text/plain` body needs no CORS preflight, and no token of an operator goes with it.
	const body = { 'application/json': { schema: claimRequest }, 'text/plain': { schema: claimRequest } };
	api.openAPIRegistry.registerPath({
		...{ method: 'post', path: '/v1/remedies/{id}/claims', operationId: 'claimRemedy', tags },
		summary: 'Claim what a remedy pays, once for each customer',
		description:
			'The host’s server signs a token; it, or the page, sends it here. A customer who has claimed gets the same answer again, and is paid once. Refusals have the codes `claim-token-invalid`, `claim-token-expired`, `claim-token-replayed`, `claim-other-remedy`, `claim-not-eligible`, `remedy-expired`, `remedy-sold-out`, `remedy-spent` and `claims-closed`.',
		...publicRoute,
		request: { params: idParameter, body: { content: body, required: true } },
		responses: {
			200: jsonResponse(claimResult, 'The customer had claimed it before.', replayed),
			201: jsonResponse(claimResult, 'Claimed.', replayed),
			...problemResponses,
		},
	});
	api.post('/v1/remedies/:id/claims', limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		const id = context.req.param('id');
		requireRemedy(liveState.state, id);
		const { token } = readReport(
			await context.req.text(),
			claimRequest,
			'A claim is {"token":TOKEN}; your server signs the token.',
		);
		const { claim, isRepeated } = await refused.limit(context, () => claims.claim(id, token));
		if (isRepeated) context.header('idempotency-replayed', 'true');
		context.header('cache-control', 'no-store');
		return context.json({ id: claim.id, remedy: id, ...shown(claim) }, isRepeated ? 200 : 201);
	});

	const ok = jsonResponse(claimPage, 'A page of claims, or an export of all.');
	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/remedies/{id}/claims', operationId: 'listClaims', tags },
			summary: 'List the claims of a remedy, or export them all',
			description:
				'With the host’s references of the customers, until the end of the offer. With `Accept: text/csv`, all of them; the audit log records that.',
			...operatorRoute(services, 'read-claims'),
			request: { params: idParameter, query: claimQuery },
			responses: {
				200: { ...ok, content: { ...ok.content, [csv]: { schema: z.string() } } },
				...problemResponses,
			},
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const { cursor = '', limit } = context.req.valid('query');
			const { publishedAt } = requireRemedy(liveState.state, id);
			const key = offerKey(id, publishedAt);
			context.header('vary', 'Accept');
			context.header('cache-control', 'no-store');
			if (context.req.header('accept')?.includes(csv)) {
				await commandHandler.execute({
					command: {
						...{ type: 'put-connector', id: 'claims', direction: 'out', of: 'claims' },
						event: `the claims of ${id} were exported`.slice(0, 120),
					},
					actor: context.get('actor'),
					source: commandSourceOf(context),
				});
				const rows: CsvValue[][] = [[...columns]];
				for await (const claim of stored.all(key)) rows.push(rowOf(claim));
				return context.body(csvOf(rows), 200, { 'content-type': `${csv}; charset=utf-8` }) as unknown as Csv;
			}
			const offer = await offers.find(key);
			const page = await stored.page(key, { after: cursor, limit });
			const last = page.at(-1)?.hash;
			const hasMore = last !== undefined && (await stored.page(key, { after: last, limit: 1 })).length > 0;
			return context.json(
				{
					...{ remedy: id, claimed: offer?.value.claims ?? 0, paid: amountOf(offer?.value.paid ?? 0) },
					budget: budgetOf(liveState.state, id),
					claims: page.map(({ claim }) => ({ id: claim.id, subject: claim.subject, ...shown(claim) })),
					next: hasMore ? last : null,
				},
				200,
			);
		},
	);
}

/** The types of the framework know no body but a JSON one beside it. */
type Csv = TypedResponse<string, 200, 'json'>;

const columns = ['claim', 'reference', 'kind', 'value', 'unit', 'currency', 'minutes', 'claimedAt'] as const;
const rowOf = (claim: StoredClaim): CsvValue[] => [
	...[claim.id, claim.subject, claim.kind, claim.value, claim.unit, claim.currency, claim.minutes, claim.at],
];
