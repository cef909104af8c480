/**
 * What the worker fetches from the status servers: whether it may take over, and `candor.js` for
 * its page.
 */
import type { SnapshotFrame } from '../model/wire/frames.ts';
import type { Settings } from './settings.ts';
import { readText, type StoredText, writeText } from './text-cache.ts';

/** The limits of one server and of all servers together, milliseconds. */
interface Limits {
	readonly eachMs: number;
	readonly allMs: number;
}
/** A visitor waits for this answer while the product is down: the limits are short. */
const visitorLimits: Limits = { eachMs: 1_000, allMs: 3_000 };
/** This runs after the page was answered. */
const scriptLimits: Limits = { eachMs: 10_000, allMs: 60_000 };
/**
 * How long a stored switch is used without asking, so that a product that is down causes at most
 * one request a minute per visitor.
 */
const switchFreshMs = 60_000;
const scriptFreshMs = 24 * 60 * 60_000;
/** How soon a script that could not be fetched for the page is asked for again. */
const scriptRetryMs = 60_000;

/**
 * What `read` makes of the first answer with status 200. An address that fails, takes too long, or
 * sends what `read` throws for is followed by the next one. Rejects when none is left.
 */
async function fetchFirst<Value>(
	addresses: readonly string[],
	{ eachMs, allMs }: Limits,
	options: RequestInit,
	read: (response: Response) => Promise<Value>,
): Promise<Value> {
	const all = AbortSignal.timeout(allMs);
	for (const address of addresses) {
		try {
			const signal = AbortSignal.any([all, AbortSignal.timeout(eachMs)]);
			const response = await fetch(address, { ...options, credentials: 'omit', signal });
			if (response.status === 200) return await read(response);
		} catch (error) {
			if (all.aborted) throw error;
			// This server is down, or a captive portal answers for it; the next one may be up.
		}
	}
	throw new Error('No status server answered.');
}

/** Whether a text is our script, and not the page of a captive portal or a half of the script. */
const isScript = (text: string): boolean => text.includes('candor-banner') && text.trimEnd().endsWith(';');

export interface StatusServer {
	/**
	 * Whether the worker may answer for failed pages: what the server says now, or said last, or yes.
	 */
	mayTakeOver(): Promise<boolean>;
	/**
	 * The text of `candor.js` as it was last fetched. Where it never was, because a captive portal
	 * answered while the worker was installed, it is fetched now; `null` where it cannot be had.
	 */
	script(): Promise<string | null>;
	/** Fetches what is missing or old. Never rejects. */
	refresh(): Promise<void>;
}

export function createStatusServer({ sources, mirrors, integrity }: Settings): StatusServer {
	async function fetchSwitch(): Promise<boolean> {
		const addresses = [...sources.map((source) => `${source}/v1/snapshot`), ...mirrors];
		const isOn = await fetchFirst(addresses, visitorLimits, { cache: 'no-cache' }, async (response) => {
			const { policy, records }: Partial<SnapshotFrame> = await response.json();
			if (!Array.isArray(records)) throw new TypeError('This is no snapshot.');
			return policy?.takeover !== false;
		});
		await writeText('takeover', isOn ? 'on' : 'off');
		return isOn;
	}

	let scriptAskedAt = Number.NEGATIVE_INFINITY;

	async function fetchScript(limits: Limits): Promise<string> {
		const addresses = [
			...sources.map((source) => `${source}/candor.js`),
			...mirrors.map((mirror) => `${new URL('candor.js', mirror)}`),
		];
		const options = { cache: 'no-cache', integrity } as const;
		const script = await fetchFirst(addresses, limits, options, async (response) => {
			const text = await response.text();
			if (!isScript(text)) throw new TypeError('This is not candor.js.');
			return text;
		});
		await writeText('embed', script);
		return script;
	}
	async function storedScript(): Promise<StoredText | null> {
		const stored = await readText('embed');
		return stored && isScript(stored.text) ? stored : null;
	}

	return {
		async mayTakeOver() {
			const stored = await readText('takeover');
			const isOn = stored?.text !== 'off';
			if (stored && stored.ageMs < switchFreshMs) return isOn;
			// The servers are unreachable, or the answer cannot be read: the last known value counts.
			return fetchSwitch().catch(() => isOn);
		},
		async script() {
			const stored = await storedScript();
			if (stored) return stored.text;
			if (Date.now() - scriptAskedAt < scriptRetryMs) return null;
			scriptAskedAt = Date.now();
			return fetchScript(visitorLimits).catch(() => null);
		},
		async refresh() {
			const [script, takeover] = await Promise.all([storedScript(), readText('takeover')]);
			await Promise.allSettled([
				!script || script.ageMs > scriptFreshMs ? fetchScript(scriptLimits) : null,
				!takeover || takeover.ageMs > scriptFreshMs ? fetchSwitch() : null,
			]);
		},
	};
}
