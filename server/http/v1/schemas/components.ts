/** Components and the page. */
import { z } from '@hono/zod-openapi';
import { putComponent } from '../../../../src/model/commands/components.ts';
import { putPage } from '../../../../src/model/commands/page.ts';
import { componentValue } from '../../../../src/model/records/component.ts';
import { id } from '../../../../src/model/records/fields.ts';
import { pageValue } from '../../../../src/model/records/page.ts';
import { componentStatuses } from '../../../../src/model/vocabulary.ts';
import { seq, stateSeq } from './seq.ts';

export const putComponentRequest = putComponent.omit({ type: true, id: true }).openapi('PutComponent');
export const putPageRequest = putPage.omit({ type: true }).openapi('PutPage');

export const componentResource = componentValue
	.extend({
		id,
		seq,
		currentStatus: z.enum(componentStatuses).openapi({
			description: 'The status set by an operator, otherwise the worst one in the open notices.',
		}),
	})
	.openapi('Component');
export const componentList = z
	.strictObject({ seq: stateSeq, components: z.array(componentResource) })
	.openapi('Components');
export const pageResource = pageValue.extend({ seq }).openapi('Page');
