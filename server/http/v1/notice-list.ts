/** `GET /v1/notices`: the list of notices, page by page. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { instant } from '../../../src/model/records/fields.ts';
import { isPlaceIn, type NoticeList, type Place } from '../../../src/model/views/notice-lists.ts';
import { noticeKinds } from '../../../src/model/vocabulary.ts';
import { chooseEncoding, sendEncoded } from '../cache/encoded-body.ts';
import { NoticeListCache } from '../cache/notice-list-cache.ts';
import type { Api, Services } from '../context.ts';
import { notModifiedResponse, problemResponses, publicRoute, recordResponse } from './route-parts.ts';
import { noticeList } from './schemas/notices.ts';

const listQuery = z.strictObject({
	state: z.enum(['all', 'current', 'ended']).default('all').openapi({
		description: '`current`: open or planned, the worst first; `ended` and `all`: the newest first.',
	}),
	kind: z.enum(noticeKinds).optional().openapi({ description: 'Only notices of this kind.' }),
	component: z
		.string()
		.max(100)
		.optional()
		.openapi({ description: 'Only notices that affect this component, by its id.', example: 'checkout' }),
	since: instant.optional().openapi({ description: 'Only notices that were opened at this time or later.' }),
	text: z
		.string()
		.min(1)
		.max(200)
		.optional()
		.openapi({ description: 'Only notices with this text in their title or in an update.' }),
	limit: z.coerce.number().int().min(1).max(1_000).default(100),
	cursor: z.string().max(300).optional().openapi({
		description: '`next` of the page before. Without it: the first page.',
	}),
});

const place = z.tuple([z.string(), z.number(), z.string()]);

/** Throws CandorError `bad-cursor`. */
function placeOf(cursor: string, list: NoticeList): Place {
	const found = place.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
	if (found.success && isPlaceIn(list, found.data)) return found.data;
	throw new CandorError(
		'bad-cursor',
		'The cursor must be the "next" of an earlier page, with the same filters. Leave it out to start again.',
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The caller refuses the cursor.
		return undefined;
	}
}

export function noticeListRoute(api: Api, { liveState, clock, slicedWork }: Services): void {
	const pages = new NoticeListCache(liveState, clock, slicedWork);
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices',
			operationId: 'listNotices',
			tags: ['Notices'],
			summary: 'List notices, page by page',
			description:
				'A page can have fewer notices than `limit`, even none, while `next` leads to more: it ends when it has about 250 kB, and one request reads at most 20,000 notices.',
			...publicRoute,
			request: { query: listQuery },
			responses: { 200: recordResponse(noticeList, 'A page.'), ...notModifiedResponse, ...problemResponses },
		}),
		async (context) => {
			const { state: list, kind, component, since, text, limit, cursor } = context.req.valid('query');
			const filter = {
				...{ kind, component, text: text?.toLowerCase() },
				since: since === undefined ? undefined : Date.parse(since),
			};
			const after = cursor === undefined ? undefined : placeOf(cursor, list);
			const page = await pages.page({ list, filter, limit, after }, chooseEncoding(context));
			return sendEncoded(context, {
				...page,
				type: 'application/json; charset=utf-8',
				cacheControl: 'no-cache',
			});
		},
	);
}
