import { z } from '@hono/zod-openapi';
import { reviewLanes, roles, secondPersonReasons } from '../../../../src/model/vocabulary.ts';
import { stateSeq } from './seq.ts';

const count = (description: string) => z.int().min(0).openapi({ description });

const doneBackup = z
	.strictObject({
		at: z.iso.datetime(),
		seq: stateSeq,
		file: z.string(),
		bytes: z.int().min(0).optional(),
		backupAt: z.iso.datetime().optional().openapi({ description: 'When the backup was made.' }),
	})
	.nullable();

export const serverResource = z
	.strictObject({
		version: z.string().openapi({ description: 'The version of Candor.' }),
		time: z.iso.datetime().openapi({ description: 'The server’s clock.' }),
		startedAt: z.iso.datetime(),
		seq: stateSeq,
		readers: count('The open streams, including those of worker processes.'),
		signingKeys: z
			.array(z.string())
			.openapi({ description: 'The ids of the keys. The first one signs. Empty: nothing is signed.' }),
		token: z
			.strictObject({
				id: z.string(),
				name: z.string().nullable(),
				role: z.enum(roles),
				owner: z.string().nullable().openapi({ description: 'Who answers for it. `null`: not known.' }),
			})
			.openapi({ description: 'The token of this request.' }),
		secondPersonFor: z
			.array(z.enum(secondPersonReasons))
			.openapi({ description: 'What a second person must approve. Empty: nothing.' }),
		reviewLanes: z
			.array(
				z.strictObject({
					lane: z.enum(reviewLanes),
					limitMs: z.int().min(1).openapi({ description: 'How long a draft waits for it, milliseconds.' }),
				}),
			)
			.openapi({ description: 'The lanes that review drafts which wait. Empty: none.' }),
		automation: z.boolean().openapi({ description: '`false`: no rule acts (`PUT /v1/automation`).' }),
		assistant: z
			.strictObject({ model: z.string(), host: z.string() })
			.nullable()
			.openapi({ description: 'The model that suggests texts, and where. `null`: the assistant is off.' }),
		waitingDrafts: count('Drafts that wait for an approval.'),
		breakGlass: count('What was published without a second person in the last 30 days.'),
		backups: z
			.strictObject({
				last: doneBackup.openapi({ description: 'The newest one. `null`: there is none yet.' }),
				verified: doneBackup.openapi({
					description: 'When one was restored to try it out. `null`: none was.',
				}),
				failure: z.string().nullable().openapi({ description: 'Why the last attempt failed.' }),
				verifyFailure: z
					.string()
					.nullable()
					.openapi({ description: 'Why the last attempt to restore one failed.' }),
			})
			.nullable()
			.openapi({
				description: 'For admins. `null` for other roles, and where the server makes none by itself.',
			}),
		signIns: z
			.strictObject({
				failed: count('Requests with a wrong token since the start.'),
				limited: count('Those of them that were beyond the limit of their address.'),
				forbidden: count('Requests with a valid token that were above its role.'),
				crossSite: count('Requests with a session that came from a page of another origin.'),
			})
			.nullable()
			.openapi({ description: 'For admins. `null` for other roles.' }),
	})
	.openapi('Server');
