import { z } from '@hono/zod-openapi';
import { stateSeq } from './seq.ts';

const node = z.strictObject({
	name: z.string().describe('Another one after each start.'),
	version: z.string(),
	startedAt: z.iso.datetime(),
	seenAt: z.iso.datetime().describe('When it last wrote this, by its own clock.'),
	seq: z.int().min(0).describe('The newest commit that it has applied.'),
	behind: z.int().min(0).describe('How many commits it is behind the newest one.'),
	connections: z.int().min(0).describe('Its open streams.'),
	isThis: z.boolean().describe('Whether it answers this request.'),
	isSilent: z.boolean().describe('Whether it has not written for 30 seconds.'),
});

const job = z.strictObject({
	job: z.string(),
	holder: z.string().nullable().describe('The name of the server that does it; null: none.'),
	fence: z.int().min(0).describe('Grows with each holder.'),
});

export const clusterResource = z
	.strictObject({ seq: stateSeq, nodes: z.array(node), jobs: z.array(job) })
	.openapi('Cluster');
