import { z } from 'zod';
import { line, origins, subscribe } from '../records/fields.ts';
import { anyLink } from './fields.ts';

const links = {
	statusUrl: anyLink.nullish(),
	supportUrl: anyLink.nullish(),
	subscribe: subscribe(anyLink).optional(),
};

/** Replaces the whole page. */
export const putPage = z.strictObject({ type: z.literal('put-page'), name: line(80), ...links });

/** Changes the fields that are given; `null` clears one. */
export const editPage = z.strictObject({
	type: z.literal('edit-page'),
	name: line(80).optional(),
	...links,
	subscribe: links.subscribe.nullable(),
});

/** Replaces the list of further servers. It is no field of the page's commands, because it is for admins. */
export const setOrigins = z.strictObject({ type: z.literal('set-origins'), origins });
