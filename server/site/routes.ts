/**
 * The routes of the site. Each document is made from memory, and kept until time or a commit can
 * have changed it.
 */
import type { Context } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import { liveRecord } from '../../src/model/state/state.ts';
import { snapshotCacheControl } from '../http/cache/cache-control.ts';
import { sendEncoded } from '../http/cache/encoded-body.ts';
import type { Api, ApiEnv, Services } from '../http/context.ts';
import { type DocumentName, documentTypes } from '../http/document-types.ts';
import { publicAddress } from '../http/public-address.ts';
import { siteDocuments } from './documents.ts';
import type { SiteLook } from './pages/look.ts';
import { pageRoutes } from './pages/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { TrustReports } from './report/trust-reports.ts';
import { type Asked, siteView } from './view.ts';
import { languageFor } from './words/words.ts';

export function siteRoutes(api: Api, services: Services, look: SiteLook): void {
	const reports = new TrustReports(services);
	reportRoutes(api, reports);
	if (services.hasSite) pageRoutes(api, services, look, reports);
	for (const [name, type] of Object.entries(documentTypes))
		api.get(`/${name}`, (context) => {
			const { asked, query } = readRequest(context, services);
			const key = `${name} ${query} ${asked.address}`;
			const document = services.documentCache.current(key, (now) =>
				siteDocuments[name as DocumentName](siteView(services, asked, now), query),
			);
			// Pages that isolate themselves may show a badge.
			context.header('cross-origin-resource-policy', 'cross-origin');
			return sendEncoded(context, { ...document, type, cacheControl: snapshotCacheControl });
		});
}

/** `query`: the parts of the request's query that matter, in one order. */
function readRequest(
	context: Context<ApiEnv>,
	{ liveState, publicUrl }: Services,
): { readonly asked: Asked; readonly query: string } {
	const component = context.req.query('component') ?? null;
	if (component !== null && !liveRecord(liveState.state, 'component', component))
		throw new CandorError(
			'not-found',
			'There is no component with this id. GET /v1/components lists the components.',
		);
	const language = languageFor(context.req.query('lang') ?? '');
	const query = new URLSearchParams({
		...(component !== null && { component }),
		...(language && { lang: language }),
	}).toString();
	const address = publicAddress(context, publicUrl);
	return {
		asked: { address, component, language: language ?? 'en', wanted: language ? [language] : [] },
		query: query && `?${query}`,
	};
}
