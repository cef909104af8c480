import { z } from 'zod';
import { line, subscribe } from '../records/fields.ts';
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
