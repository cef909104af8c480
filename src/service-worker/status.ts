/** What the worker gets from the status servers: the switch, and the embed for the page that it answers with. */
import type { SnapshotFrame } from '../model/wire/wire.ts';
import { recall, remember } from './memory.ts';
import type { Settings } from './settings.ts';

/** A visitor waits for this while the product is down: short, also where nothing answers. */
const askMs = 1_000;
/** Nobody waits for this. */
const fetchMs = 10_000;
/** A million visitors whose product is down ask no more often than this, each. */
const switchFreshMs = 60_000;
const embedFreshMs = 24 * 60 * 60_000;

/** The first of these that answers 200; rejects when none does within the time. */
async function first(addresses: readonly string[], ms: number, options: RequestInit): Promise<Response> {
	const signal = AbortSignal.timeout(ms);
	for (const address of addresses) {
		try {
			const response = await fetch(address, { ...options, credentials: 'omit', signal });
			if (response.status === 200) return response;
		} catch (error) {
			if (signal.aborted) throw error;
			// This one is down: the next one may not be.
		}
	}
	throw new Error('No status server answered.');
}

export interface Status {
	/** Whether failures are to be taken over: as the server says now, else as it last said, else yes. */
	takesOver(): Promise<boolean>;
	/** The embed as it was last fetched; `null` before it ever was. */
	embed(): Promise<string | null>;
	/** Fetches what is missing or old. Never rejects. */
	renew(): Promise<void>;
}

export function createStatus({ sources, mirrors, integrity }: Settings): Status {
	async function askSwitch(): Promise<boolean> {
		const addresses = [...sources.map((source) => `${source}/v1/snapshot`), ...mirrors];
		const response = await first(addresses, askMs, { cache: 'no-cache' });
		const { policy }: Partial<SnapshotFrame> = await response.json();
		const on = policy?.takeover !== false;
		await remember('takeover', on ? 'on' : 'off');
		return on;
	}

	async function fetchEmbed(): Promise<void> {
		const addresses = [
			...sources.map((source) => `${source}/candor.js`),
			...mirrors.map((mirror) => `${new URL('candor.js', mirror)}`),
		];
		const response = await first(addresses, fetchMs, { cache: 'no-cache', integrity });
		await remember('embed', await response.text());
	}

	async function renew(): Promise<void> {
		const [embed, takeover] = await Promise.all([recall('embed'), recall('takeover')]);
		await Promise.allSettled([
			!embed || embed.ageMs > embedFreshMs ? fetchEmbed() : null,
			!takeover || takeover.ageMs > embedFreshMs ? askSwitch() : null,
		]);
	}

	return {
		async takesOver() {
			const kept = await recall('takeover');
			const known = kept?.text !== 'off';
			if (kept && kept.ageMs < switchFreshMs) return known;
			// Unreachable, or nothing that makes sense: what was said last stands.
			return askSwitch().catch(() => known);
		},
		embed: async () => (await recall('embed'))?.text ?? null,
		renew,
	};
}
