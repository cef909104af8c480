import type { ApiClient } from './client.ts';
import { pathTo } from './client.ts';
import { type JsonObject, requireObject } from './response.ts';

/** A series with its next five occurrences. */
export const readSeries = async (client: ApiClient, id: string): Promise<JsonObject> =>
	requireObject(await client.read(pathTo('v1', 'series', id), { asOperator: true }));

export const seriesHelp = 'an id from "candor series list"';
