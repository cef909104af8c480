/** `GET /v1/backup`: a backup of everything, encrypted by the server. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, Services } from '../context.ts';
import { operatorRoute, problemResponses } from './route-parts.ts';

const type = 'application/octet-stream';

export function backupRoutes(api: Api, services: Services): void {
	const { backups, reportError } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/backup',
			operationId: 'readBackup',
			tags: ['Server'],
			summary: 'Read a backup of the log and of the private records',
			description:
				'Encrypted to the recipients of `CANDOR_BACKUP_RECIPIENTS`, so a token alone opens no backup. `candor backup` stores it. The connection is cut where it is not whole.',
			...operatorRoute(services, 'read-backup'),
			responses: {
				200: {
					description: 'JSON lines, compressed with gzip, in the age format.',
					headers: {
						'Candor-Backup': {
							description: 'JSON: the first line of the backup, and its recipients.',
							schema: { type: 'string' },
						},
					},
					content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
				},
				...problemResponses,
			},
		}),
		async (context) => {
			if (!backups)
				throw new CandorError(
					'invalid',
					'This server makes no backups, because it does not know to whom to encrypt them. Set CANDOR_BACKUP_RECIPIENTS to the public key that age-keygen prints, and restart it.',
				);
			const { head, bytes } = await backups.read();
			const reader = bytes.getReader();
			const body = new ReadableStream<Uint8Array>({
				async pull(controller) {
					try {
						await context.get('assertSignedIn')();
						const { done, value } = await reader.read();
						if (done) controller.close();
						else controller.enqueue(value);
					} catch (error) {
						// The client must not take what it has for complete.
						context.env.outgoing.destroy();
						await reader.cancel(error);
						controller.close();
						if (!(error instanceof CandorError)) reportError(error, 'a backup could not be sent');
					}
				},
				cancel: (reason) => reader.cancel(reason),
			});
			context.header('content-type', type);
			context.header('cache-control', 'no-store');
			context.header('candor-backup', JSON.stringify({ ...head, recipients: backups.recipients }));
			return context.body(body);
		},
	);
}
