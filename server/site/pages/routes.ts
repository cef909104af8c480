/** `GET /`, `/promises`, `/report` and `/notices/{id}`: the hosted status page, rendered on the server. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { liveRecord } from '../../../src/model/state/state.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { builtFiles } from '../../http/built-files.ts';
import { snapshotCacheControl } from '../../http/cache/cache-control.ts';
import { sendEncoded } from '../../http/cache/encoded-body.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { lacksSlash, mountPathOf } from '../../http/mount.ts';
import { pagePolicy } from '../../http/page-policy.ts';
import { publicAddress } from '../../http/public-address.ts';
import type { TrustReports } from '../report/trust-reports.ts';
import { type Asked, siteView } from '../view.ts';
import { firstPage } from './first-page.ts';
import type { PageView } from './layout.ts';
import type { SiteLook } from './look.ts';
import { missingNoticePage, noticePage } from './notice-page.ts';
import { promisesPage } from './promises-page.ts';
import { readerLanguage } from './reader-language.ts';
import { reportPage } from './report-page.ts';

const type = 'text/html; charset=utf-8';

/** What is the same for all pages that a request may get. */
type Request = Pick<PageView, 'query' | 'integrity'> & { readonly asked: Asked };

export function pageRoutes(api: Api, services: Services, look: SiteLook, reports: TrustReports): void {
	const { hasEmail, hasPush, publicUrl } = services;
	const { imageOrigins } = look;
	const formAction = hasEmail && publicUrl !== null ? `'self' ${new URL(publicUrl).origin}` : "'none'";
	const contentSecurityPolicy = pagePolicy(look.style, { runsScripts: true, formAction, imageOrigins });
	const integrityOf = builtFiles((bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`);

	async function read(context: Context<ApiEnv>): Promise<Request> {
		const address = publicAddress(context, publicUrl);
		const { language, isChosen, isWanted } = readerLanguage(context);
		return {
			asked: { address, language, wanted: isWanted ? [language] : [], component: null },
			query: isChosen ? `?lang=${language}` : '',
			// Without a build the page is complete, and only not live.
			integrity: await integrityOf('candor.js').catch(() => null),
		};
	}

	/** `name`: of the page, among all pages. `root`: the path from it to the folder of the site. */
	function send(
		context: Context<ApiEnv>,
		{ asked, query, integrity }: Request,
		[name, root]: readonly [name: string, root: '' | '../'],
		make: (view: PageView) => string,
	): Promise<Response> {
		const key = [name, asked.language, query, asked.wanted.length, asked.address].join(' ');
		const document = services.documentCache.current(key, (now) =>
			make({ ...siteView(services, asked, now), root, query, integrity, look, hasEmail, hasPush }),
		);
		context.header('content-security-policy', contentSecurityPolicy);
		// Without a referrer a browser does not say where a form comes from.
		context.header('referrer-policy', 'same-origin');
		context.header('vary', 'Accept-Language', { append: true });
		return sendEncoded(context, { ...document, type, cacheControl: snapshotCacheControl });
	}

	api.get('/', async (context) => {
		// Links of the page are relative, so that a copy of it works in any folder.
		if (lacksSlash(context.env.incoming)) {
			const folder = mountPathOf(context.env.incoming).split('/').at(-1);
			return context.redirect(`${folder}/${new URL(context.req.url).search}`, 308);
		}
		return send(context, await read(context), ['index', ''], (view) =>
			firstPage(view, services.history.at(view.state, view.now)),
		);
	});

	api.get('/promises', async (context) => send(context, await read(context), ['promises', ''], promisesPage));

	api.get('/report', async (context) => {
		const [request, report] = await Promise.all([read(context), reports.current()]);
		return send(context, request, ['report', ''], (view) => reportPage(view, report));
	});

	api.get('/notices/:id', async (context) => {
		const request = await read(context);
		const id = context.req.param('id');
		const { state } = services.liveState;
		const found = notice(state, id);
		if (found && !found.value.drill)
			return send(context, request, [`notices/${id}`, '../'], (view) => noticePage(view, found));
		context.status(liveRecord(state, 'retraction', id) ? 410 : 404);
		context.header('x-robots-tag', 'noindex');
		return send(context, request, ['missing', '../'], missingNoticePage);
	});
}
