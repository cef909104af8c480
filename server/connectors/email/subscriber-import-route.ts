/** `POST /v1/subscribers/import`: adds subscribers that were elsewhere before. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import { liveRecord } from '../../../src/model/state/state.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRouteWithBody,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { importedSubscribers, importSubscribers, subscriberAddress } from './schemas.ts';
import type { ImportedSubscriber, SubscriberImport } from './subscriber-import.ts';

/** `imports`: `null` where the server sends no e-mails. */
export function subscriberImportRoute(api: Api, services: Services, imports: SubscriberImport | null): void {
	const { liveState, commandHandler } = services;

	/** Why an entry cannot be imported; `null`: it can. The address itself is in no message. */
	function problemOf(email: string, components: readonly string[] | null): string | null {
		if (!subscriberAddress.safeParse(email).success) return 'This is not an e-mail address.';
		const unknown = components?.find((id) => !liveRecord(liveState.state, 'component', id));
		return unknown === undefined ? null : `There is no component "${unknown}".`;
	}

	const record = (context: Context<ApiEnv>, event: string) =>
		commandHandler.execute({
			command: { type: 'put-connector', id: 'subscribers', direction: 'out', of: 'email', event },
			actor: context.get('actor'),
			source: commandSourceOf(context),
		});

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/subscribers/import', operationId: 'importSubscribers' },
			tags: ['Subscribers'],
			summary: 'Add subscribers that were elsewhere before',
			description:
				'With `consent`, a statement that they have agreed, they are confirmed at once. Without it, each mailbox gets an e-mail to confirm, 30 in a minute. Addresses that are known stay as they are. The audit log has the number and the statement, and no address.',
			...operatorRouteWithBody(services, 'import-subscribers'),
			request: { query: noQuery, body: jsonBody(importSubscribers) },
			responses: {
				200: jsonResponse(importedSubscribers, 'What was added, or would be.'),
				...problemResponses,
			},
		}),
		async (context) => {
			if (!imports)
				throw new CandorError('not-found', 'This server sends no e-mails. Set CANDOR_SMTP_URL first.');
			const { subscribers, consent, dryRun } = context.req.valid('json');
			const refused: { place: number; reason: string }[] = [];
			const places: number[] = [];
			const list: ImportedSubscriber[] = [];
			for (const [place, { email: address, confirmed, ...choice }] of subscribers.entries()) {
				const reason = problemOf(address, choice.components);
				if (reason !== null) refused.push({ place, reason });
				else {
					places.push(place);
					list.push({ address, ...choice, isConfirmed: consent !== null && confirmed });
				}
			}
			const result = dryRun ? await imports.preview(list) : await imports.add(list);
			const { added, known, toConfirm, lastConfirmationAt } = result;
			const events = [
				...(added.length > toConfirm
					? [`${added.length - toConfirm} subscribers were imported: ${consent}`]
					: []),
				...(toConfirm > 0 ? [`${toConfirm} addresses were imported to be confirmed`] : []),
			];
			if (!dryRun) for (const event of events) await record(context, event);
			const inList = (some: readonly number[]) => some.map((place) => places[place] ?? place);
			return context.json(
				{ dryRun, added: inList(added), known: inList(known), refused, toConfirm, lastConfirmationAt },
				200,
			);
		},
	);
}
