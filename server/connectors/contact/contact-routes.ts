/** `/v1/contact-requests`: customers ask for contact about a notice, and operators see who did. */
import { createRoute, z } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import { compareText } from '../../../src/model/compare-text.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { type CsvValue, csvOf } from '../../core/csv.ts';
import type { Api, Services } from '../../http/context.ts';
import { limitBody } from '../../http/request-body.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	jsonResponse,
	operatorRoute,
	problemResponses,
	publicRoute,
	replayed,
} from '../../http/v1/route-parts.ts';
import { RefusedTokens } from '../claims/refused-tokens.ts';
import { readReport } from '../visitor-reports/report-body.ts';
import type { ContactOptions } from './contact-options.ts';
import type { ContactRequests } from './contact-requests.ts';
import { contactPage, contactQuery, contactRequest, contactResult } from './schemas.ts';
import type { ContactRequest, StoredContactRequests } from './stored-contact-requests.ts';

const tags = ['Contact requests'];
const path = '/v1/contact-requests';
const csv = 'text/csv';
const maxBodyBytes = 8 * 1024;

interface Dependencies {
	/** `null`: the server accepts none. */
	readonly requests: ContactRequests | null;
	readonly stored: StoredContactRequests;
	readonly options: ContactOptions | null;
}

export function contactRoutes(
	api: Api,
	services: Services,
	{ requests, stored, options }: Dependencies,
): void {
	const { commandHandler } = services;
	const refused = new RefusedTokens(services);

	// A `text/plain` body needs no CORS preflight, and no token of an operator goes with it.
	const body = { 'application/json': { schema: contactRequest }, 'text/plain': { schema: contactRequest } };
	api.openAPIRegistry.registerPath({
		...{ method: 'post', path, operationId: 'requestContact', tags },
		summary: 'Ask for contact about a notice, once for each customer',
		description:
			'The host’s server signs a token; it, or the page, sends it here. A customer who has asked gets the same answer again, and the desk gets one request. Refusals have the codes `contact-closed`, `claim-token-invalid`, `claim-token-expired`, `claim-token-replayed` and `not-found`.',
		...publicRoute,
		request: { body: { content: body, required: true } },
		responses: {
			200: jsonResponse(contactResult, 'The customer had asked before.', replayed),
			201: jsonResponse(contactResult, 'The request is stored.', replayed),
			...problemResponses,
		},
	});
	api.post(path, limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		if (!requests)
			throw new CandorError(
				'contact-closed',
				'This server accepts no requests for contact. Set CANDOR_CONTACT_DAYS to accept them.',
			);
		const { token } = readReport(
			await context.req.text(),
			contactRequest,
			'A request for contact is {"token":TOKEN}; your server signs the token.',
		);
		const { request, isRepeated } = await refused.limit(context, () => requests.ask(token));
		if (isRepeated) context.header('idempotency-replayed', 'true');
		context.header('cache-control', 'no-store');
		const { id, notice, at } = request;
		return context.json({ id, notice, requestedAt: at }, isRepeated ? 200 : 201);
	});

	const ok = jsonResponse(contactPage, 'A page of requests, or an export of all.');
	api.openapi(
		createRoute({
			...{ method: 'get', path, operationId: 'listContactRequests', tags },
			summary: 'List who asks for contact, or export all',
			description:
				'With the host’s references of the customers, until they are erased. With `Accept: text/csv`, all of them; the audit log records that.',
			...operatorRoute(services, 'read-claims'),
			request: { query: contactQuery },
			responses: {
				200: { ...ok, content: { ...ok.content, [csv]: { schema: z.string() } } },
				...problemResponses,
			},
		}),
		async (context) => {
			const { notice, cursor = '', limit } = context.req.valid('query');
			context.header('vary', 'Accept');
			context.header('cache-control', 'no-store');
			const all: ContactRequest[] = [];
			for await (const each of stored.all())
				if (notice === undefined || each.notice === notice) all.push(each);
			all.sort((a, b) => compareText(keyOf(b), keyOf(a)));
			if (context.req.header('accept')?.includes(csv)) {
				await commandHandler.execute({
					command: {
						...{ type: 'put-connector', id: 'contact', direction: 'out', of: 'contact' },
						event: 'the requests for contact were exported',
					},
					actor: context.get('actor'),
					source: commandSourceOf(context),
				});
				const rows: CsvValue[][] = [[...columns], ...all.map(rowOf)];
				return context.body(csvOf(rows), 200, { 'content-type': `${csv}; charset=utf-8` }) as unknown as Csv;
			}
			const rest = all.filter((each) => cursor === '' || compareText(keyOf(each), cursor) < 0);
			const page = rest.slice(0, limit);
			const last = page.at(-1);
			return context.json(
				{
					...{ isOpen: requests !== null, keptDays: options?.keptDays ?? null, counts: countsOf(all) },
					requests: page.map(({ id, notice: about, subject, at, deliveredAt }) => ({
						...{ id, notice: about, subject, requestedAt: at, deliveredAt },
					})),
					next: last && rest.length > limit ? keyOf(last) : null,
				},
				200,
			);
		},
	);
}

/** The types of the framework know no body but a JSON one beside it. */
type Csv = TypedResponse<string, 200, 'json'>;

/** The newest first. */
const keyOf = ({ at, id }: ContactRequest): string => `${at} ${id}`;

function countsOf(all: readonly ContactRequest[]) {
	const counts = new Map<string, { requests: number; delivered: number }>();
	for (const { notice, deliveredAt } of all) {
		const { requests, delivered } = counts.get(notice) ?? { requests: 0, delivered: 0 };
		counts.set(notice, { requests: requests + 1, delivered: delivered + (deliveredAt === null ? 0 : 1) });
	}
	return [...counts].map(([notice, sums]) => ({ notice, ...sums }));
}

const columns = ['request', 'notice', 'reference', 'requestedAt', 'deliveredAt'] as const;
const rowOf = ({ id, notice, subject, at, deliveredAt }: ContactRequest): CsvValue[] => [
	...[id, notice, subject, at, deliveredAt],
];
