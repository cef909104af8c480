/**
 * `GET /api/v2/*.json`: the public API of Atlassian Statuspage, for the clients that are written for
 * it (docs/reference/statuspage-api.md).
 */
import { createRoute } from '@hono/zod-openapi';
import { snapshotCacheControl } from '../cache/cache-control.ts';
import { sendEncoded } from '../cache/encoded-body.ts';
import type { Api, Services } from '../context.ts';
import { publicAddress } from '../public-address.ts';
import { notModifiedResponse, problemResponses, publicRoute, recordResponse } from '../v1/route-parts.ts';
import { type DocumentPath, documents } from './documents.ts';
import { documentSchemas } from './schemas.ts';

const routes: Readonly<Record<DocumentPath, readonly [operationId: string, summary: string]>> = {
	summary: ['getStatuspageSummary', 'The status, the components, and what is open or planned'],
	status: ['getStatuspageStatus', 'The status of the whole page'],
	components: ['getStatuspageComponents', 'The components, and their groups as components'],
	incidents: ['getStatuspageIncidents', 'The 50 newest incidents'],
	'incidents/unresolved': ['getStatuspageUnresolvedIncidents', 'The open incidents'],
	'scheduled-maintenances': ['getStatuspageMaintenances', 'The 50 newest maintenances'],
	'scheduled-maintenances/upcoming': ['getStatuspageUpcomingMaintenances', 'Maintenance that is announced'],
	'scheduled-maintenances/active': ['getStatuspageActiveMaintenances', 'Maintenance that goes on'],
};

export function statuspageRoutes(api: Api, services: Services): void {
	const { liveState, publicTimes: times, documentCache, publicUrl, hasSite } = services;
	for (const [path, [operationId, summary]] of Object.entries(routes)) {
		const { schema, make } = documents[path as DocumentPath];
		api.openapi(
			createRoute({
				method: 'get',
				path: `/api/v2/${path}.json`,
				operationId,
				tags: ['Statuspage API'],
				summary,
				description: 'In the shape of the public API of Atlassian Statuspage, version 2.',
				...publicRoute,
				responses: {
					200: recordResponse(documentSchemas[schema], 'The document.'),
					...notModifiedResponse,
					...problemResponses,
				},
			}),
			(context) => {
				const address = publicAddress(context, publicUrl);
				const document = documentCache.current(`${path} ${address}`, (now) =>
					JSON.stringify(
						make({ state: liveState.state, now, times, pageId: liveState.site, address, hasSite }),
					),
				);
				const type = 'application/json; charset=utf-8';
				return sendEncoded(context, { ...document, type, cacheControl: snapshotCacheControl });
			},
		);
	}
}
