/** Components and the page. */
import { z } from '@hono/zod-openapi';
import { editComponent, putComponent } from '../../../../src/model/commands/components.ts';
import { editPage, putPage, setOrigins } from '../../../../src/model/commands/page.ts';
import { componentValue } from '../../../../src/model/records/component.ts';
import { id } from '../../../../src/model/records/fields.ts';
import { pageValue } from '../../../../src/model/records/page.ts';
import { componentStatuses } from '../../../../src/model/vocabulary.ts';
import { seq, stateSeq } from './seq.ts';
import { warnings } from './warnings.ts';

/** Every field but those in `optional` is present, because a PUT replaces the whole record. */
const whole = <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, optional: readonly string[] = []) =>
	schema.superRefine((body, context) => {
		for (const name of Object.keys(schema.shape))
			if (!Object.hasOwn(body, name) && !optional.includes(name))
				context.addIssue({
					code: 'custom',
					path: [name],
					message: 'This field is missing. A PUT replaces the whole record: give every field, or use PATCH.',
				});
	});
const isNotEmpty = [
	(body: object) => Object.keys(body).length > 0,
	{ message: 'Name at least one field to change.' },
] as const;

export const putComponentRequest = whole(putComponent.omit({ type: true, id: true }), ['until']).openapi(
	'PutComponent',
);
export const patchComponentRequest = editComponent
	.omit({ type: true, id: true })
	.refine(...isNotEmpty)
	.openapi('PatchComponent');
export const putPageRequest = whole(putPage.omit({ type: true })).openapi('PutPage');
export const patchPageRequest = editPage
	.omit({ type: true })
	.refine(...isNotEmpty)
	.openapi('PatchPage');

export const componentResource = componentValue
	.extend({
		id,
		seq,
		currentStatus: z.enum(componentStatuses).openapi({
			description: 'The status set by an operator, otherwise the worst one in the open notices.',
		}),
		announcedStatus: z
			.enum(componentStatuses)
			.openapi({ description: 'The worst status in the open notices.' }),
		hidesNotices: z.boolean().openapi({
			description: 'Whether the status set by an operator is better than what the open notices say.',
		}),
		warnings,
	})
	.openapi('Component');
export const componentList = z
	.strictObject({ seq: stateSeq, components: z.array(componentResource) })
	.openapi('Components');
/** The list of origins has a route of its own. */
export const pageResource = pageValue.omit({ origins: true }).extend({ seq }).openapi('Page');

export const putOriginsRequest = setOrigins.omit({ type: true }).openapi('PutOrigins');
export const originsResource = pageValue.pick({ origins: true }).extend({ seq }).openapi('Origins');
