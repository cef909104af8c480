import type { Session } from '../session.ts';
import { sanitize } from '../terminal-text.ts';
import type { ApiClient } from './client.ts';
import { pathTo } from './client.ts';
import { type JsonObject, requireObject, requireObjects } from './response.ts';

/** A series with its next five occurrences. */
export const readSeries = async (client: ApiClient, id: string): Promise<JsonObject> =>
	requireObject(await client.read(pathTo('v1', 'series', id), { asOperator: true }));

/** The longest span of a request. A series announces at most 60 days ahead. */
const spanMs = 62 * 86_400_000;

/** A series with all occurrences whose notices customers see already as planned. Sanitized. */
export async function readAnnounced({ client, io }: Session, id: string): Promise<JsonObject> {
	const [from, to] = [io.now(), io.now() + spanMs].map((at) => new Date(at).toISOString());
	const path = `${pathTo('v1', 'series', id)}?${new URLSearchParams({ from: from ?? '', to: to ?? '' })}`;
	const series = requireObject(sanitize(await client.read(path, { asOperator: true })));
	const occurrences = requireObjects(series, 'occurrences').filter(
		({ state, phase }) => state === 'announced' && phase === 'scheduled',
	);
	return { ...series, occurrences };
}

export const seriesHelp = 'an id from "candor series list"';
