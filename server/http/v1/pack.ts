/** `GET /v1/pack`: the policy pack of this server, as data and in sentences. */
import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { packSentences } from '../../../src/model/policy-pack/pack-sentences.ts';
import type { Api, Services } from '../context.ts';
import { jsonResponse, operatorRoute, problemResponses } from './route-parts.ts';
import { packResource } from './schemas/pack.ts';

export function packRoutes(api: Api, services: Services): void {
	const { pack } = services;
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/pack',
			operationId: 'getPack',
			tags: ['Templates'],
			summary: 'Read the policy pack: what the server enforces, and what it expects of operators',
			description:
				'`CANDOR_PACK` names it. It informs and claims no compliance: which laws apply to you, and when, is for you to find out.',
			...operatorRoute(services, 'read-pack'),
			responses: { 200: jsonResponse(packResource, 'The policy pack.'), ...problemResponses },
		}),
		(context) => {
			if (pack === null)
				throw new CandorError(
					'not-found',
					'This server has no policy pack. Set CANDOR_PACK to the name or the file of one, and start it again.',
				);
			return context.json({ pack, ...packSentences(pack) }, 200);
		},
	);
}
