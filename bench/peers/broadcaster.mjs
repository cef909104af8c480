/** The C program: the physical limit. */
import { program } from '../harness/native.mjs';
import { launchServer } from '../harness/process.mjs';
import { frameBytes, requests, snapshotBytes } from './payload.mjs';

export const broadcaster = {
	name: 'c',
	async start({ frame = frameBytes } = {}) {
		const options = [String(snapshotBytes), String(frame)];
		const server = await launchServer(`./${program('broadcaster')}`, options, /ready (\d+)/);
		return { ...server, requests, freshen: async () => undefined };
	},
};
