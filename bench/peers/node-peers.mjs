/** The peers that run on Node: how to start them, and their requests. */
import { launchServer } from '../harness/process.mjs';
import { frameBytes, requests } from './payload.mjs';

const nodePeer = (name, asked) => ({
	name,
	async start({ frame = frameBytes } = {}) {
		const options = [`bench/peers/${name}-server.mjs`, String(frame)];
		const server = await launchServer(process.execPath, options, /ready (\d+)/);
		return { ...server, requests: asked, freshen: async () => undefined };
	},
});

export const resWrite = nodePeer('res-write', requests);
const { get: _none, ...streaming } = requests;
export const betterSse = nodePeer('better-sse', streaming);
