/** What the worker fetches from the status servers: whether it may take over, and `candor.js` for its page. */
import type { SnapshotFrame } from '../model/wire/frames.ts';
import type { Settings } from './settings.ts';
import { readText, writeText } from './text-cache.ts';

/** A visitor waits for this answer while the product is down: the limit is short. */
const switchTimeoutMs = 1_000;
/** This runs after the page was answered. */
const scriptTimeoutMs = 10_000;
/** How long a stored switch is used without asking, so that a product that is down causes at most one request a minute per visitor. */
const switchFreshMs = 60_000;
const scriptFreshMs = 24 * 60 * 60_000;

/** The first answer with status 200; rejects when no address gives one in time. */
async function fetchFirst(
	addresses: readonly string[],
	timeoutMs: number,
	options: RequestInit,
): Promise<Response> {
	const signal = AbortSignal.timeout(timeoutMs);
	for (const address of addresses) {
		try {
			const response = await fetch(address, { ...options, credentials: 'omit', signal });
			if (response.status === 200) return response;
		} catch (error) {
			if (signal.aborted) throw error;
			// This server is down; the next one may be up.
		}
	}
	throw new Error('No status server answered.');
}

export interface StatusServer {
	/** Whether the worker may answer for failed pages: what the server says now, or said last, or yes. */
	mayTakeOver(): Promise<boolean>;
	/** The text of `candor.js` as it was last fetched; `null` where it never was. */
	script(): Promise<string | null>;
	/** Fetches what is missing or old. Never rejects. */
	refresh(): Promise<void>;
}

export function createStatusServer({ sources, mirrors, integrity }: Settings): StatusServer {
	async function fetchSwitch(): Promise<boolean> {
		const addresses = [...sources.map((source) => `${source}/v1/snapshot`), ...mirrors];
		const response = await fetchFirst(addresses, switchTimeoutMs, { cache: 'no-cache' });
		const { policy }: Partial<SnapshotFrame> = await response.json();
		const isOn = policy?.takeover !== false;
		await writeText('takeover', isOn ? 'on' : 'off');
		return isOn;
	}

	async function fetchScript(): Promise<void> {
		const addresses = [
			...sources.map((source) => `${source}/candor.js`),
			...mirrors.map((mirror) => `${new URL('candor.js', mirror)}`),
		];
		const response = await fetchFirst(addresses, scriptTimeoutMs, { cache: 'no-cache', integrity });
		await writeText('embed', await response.text());
	}

	return {
		async mayTakeOver() {
			const stored = await readText('takeover');
			const isOn = stored?.text !== 'off';
			if (stored && stored.ageMs < switchFreshMs) return isOn;
			// The servers are unreachable, or the answer cannot be read: the last known value counts.
			return fetchSwitch().catch(() => isOn);
		},
		script: async () => (await readText('embed'))?.text ?? null,
		async refresh() {
			const [script, takeover] = await Promise.all([readText('embed'), readText('takeover')]);
			await Promise.allSettled([
				!script || script.ageMs > scriptFreshMs ? fetchScript() : null,
				!takeover || takeover.ageMs > scriptFreshMs ? fetchSwitch() : null,
			]);
		},
	};
}
