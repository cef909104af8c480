import { z } from '@hono/zod-openapi';
import { noticeResource, retracted } from './notices.ts';

export const undoRequest = z
	.strictObject({
		commit: z.int().min(1).optional().openapi({
			description:
				'The `seq` of the commit to take back: the last one on the notice. Default: your own last one.',
		}),
	})
	.openapi('Undo');

const undone = z.strictObject({
	commit: z.int().openapi({ description: 'The `seq` of the commit that was taken back.' }),
	command: z.string().openapi({ example: 'resolve' }),
	at: z.iso.datetime(),
});

export const undoneNotice = noticeResource.extend({ undone }).openapi('UndoneNotice');
export const undoneOpening = retracted
	.extend({
		undone,
		draft: z
			.string()
			.nullable()
			.openapi({ description: 'The draft that was published, and that waits again; null: none.' }),
	})
	.openapi('UndoneOpening');
