/** `GET /` and `GET /notices/{id}`: the hosted status page, rendered on the server. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { liveRecord } from '../../../src/model/state/state.ts';
import { builtFiles } from '../../http/built-files.ts';
import { snapshotCacheControl } from '../../http/cache/cache-control.ts';
import { sendEncoded } from '../../http/cache/encoded-body.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { lacksSlash, mountPathOf } from '../../http/mount.ts';
import { pagePolicy } from '../../http/page-policy.ts';
import { publicAddress } from '../../http/public-address.ts';
import { type Language, languageFor, wordsIn } from '../words/words.ts';
import { firstPage } from './first-page.ts';
import type { PageView } from './layout.ts';
import { missingNoticePage, noticePage } from './notice-page.ts';
import { siteStyle } from './style.ts';

const contentSecurityPolicy = pagePolicy(siteStyle, true);
const type = 'text/html; charset=utf-8';

/** `links`: pages of the host that the site leads to. */
export function pageRoutes(api: Api, services: Services, links: PageView['links']): void {
	const integrityOf = builtFiles((bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`);

	/** Sends what `make` returns, which is made once for each language and address. */
	async function send(
		context: Context<ApiEnv>,
		name: string,
		root: string,
		make: (view: PageView) => string,
	): Promise<Response> {
		const { liveState, publicTimes: times, publicUrl, documentCache, hasSite } = services;
		// Without a build the page is complete, and only not live.
		const integrity = await integrityOf('candor.js').catch(() => null);
		const address = publicAddress(context, publicUrl);
		const { language, isChosen, isWanted } = languageOf(context);
		const query = isChosen ? `?lang=${language}` : '';
		const key = [name, language, query, isWanted, address, mountPathOf(context.env.incoming)].join(' ');
		const document = documentCache.current(key, (now) =>
			make({
				...{ state: liveState.state, now, times, logId: liveState.site, address, language, root, query },
				...{ integrity, links, hasSite, words: wordsIn(language), component: null },
				wanted: isWanted ? [language] : [],
			}),
		);
		context.header('content-security-policy', contentSecurityPolicy);
		context.header('referrer-policy', 'no-referrer');
		context.header('vary', 'Accept-Language', { append: true });
		return sendEncoded(context, { ...document, type, cacheControl: snapshotCacheControl });
	}

	api.get('/', async (context) => {
		// Links of the page are relative, so that a copy of it works in any folder.
		if (lacksSlash(context.env.incoming)) {
			const folder = mountPathOf(context.env.incoming).split('/').at(-1);
			return context.redirect(`${folder}/${new URL(context.req.url).search}`, 308);
		}
		return send(context, 'index', '', (view) => firstPage(view, services.history.at(view.state, view.now)));
	});

	api.get('/notices/:id', (context) => {
		const id = context.req.param('id');
		const value = liveRecord(services.liveState.state, 'notice', id)?.value as
			| { drill?: boolean }
			| undefined;
		if (value && !value.drill)
			return send(context, `notices/${id}`, '../', (view) => noticePage(view, id) ?? missingNoticePage(view));
		const wasRetracted = liveRecord(services.liveState.state, 'retraction', id) !== undefined;
		context.status(wasRetracted ? 410 : 404);
		context.header('x-robots-tag', 'noindex');
		return send(context, 'missing', '../', missingNoticePage);
	});
}

/**
 * `isChosen`: by `?lang=`. `isWanted`: the reader or the browser asked for it, so that operators’
 * texts are translated too; otherwise they are as they were written.
 */
function languageOf(context: Context<ApiEnv>): {
	readonly language: Language;
	readonly isChosen: boolean;
	readonly isWanted: boolean;
} {
	const chosen = languageFor(context.req.query('lang') ?? '');
	if (chosen) return { language: chosen, isChosen: true, isWanted: true };
	const accepted = parseAccept(context.req.header('accept-language') ?? '')
		.filter(({ q }) => q > 0)
		.sort((a, b) => b.q - a.q);
	for (const { type: tag } of accepted) {
		const language = languageFor(tag);
		if (language) return { language, isChosen: false, isWanted: true };
	}
	return { language: 'en', isChosen: false, isWanted: false };
}
