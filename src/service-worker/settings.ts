/** The host's settings: in the query of the registered address, or in `self.CandorConfig` before this script is imported. */

export interface Settings {
	/** Status servers in order, absolute, without slashes at their ends. */
	readonly sources: readonly string[];
	/** Static snapshots on other hosts, absolute. */
	readonly mirrors: readonly string[];
	/** Pinned keys, as in the script tag; empty: none. */
	readonly keys: string;
	/** The pinned log, as in the script tag; empty: none. */
	readonly site: string;
	/** The product's name on the page. Default: the host's name. */
	readonly name: string;
	/** The languages of the product, BCP 47 tags, the preferred ones first. Default: none; the visitor's own follow. */
	readonly languages: readonly string[];
	/** The hash that `candor.js` must have (Subresource Integrity); empty: any. */
	readonly integrity: string;
	/** The statuses that count as a failure; empty: every status from 500 to 599. */
	readonly statuses: readonly number[];
	/** How long a navigation may take to answer, milliseconds; 0: no limit. Default: 10,000. */
	readonly timeoutMs: number;
	/** Whether the worker listens to `fetch` events. Default: yes; `no` where the host calls `Candor.respondTo` itself. */
	readonly listens: boolean;
	/** Whether the worker switches navigation preload on. Default: no. */
	readonly preloads: boolean;
}

/** Every setting as text, by the names of docs/how-to/service-worker.md; lists have spaces between their items. */
export type GivenSettings = Readonly<Record<string, unknown>>;

const defaultTimeoutSeconds = '10';

/** @param address - The worker's own address: relative addresses are relative to it, and its folder is the default status server. */
export function readSettings(given: GivenSettings, address: URL): Settings {
	const text = (name: string, standard = ''): string => String(given[name] ?? standard).trim();
	const list = (name: string, standard = ''): string[] => text(name, standard).split(/\s+/).filter(Boolean);
	const addresses = (name: string, standard = ''): URL[] =>
		list(name, standard).flatMap((each) => {
			if (URL.canParse(each, address.href)) return [new URL(each, address)];
			console.warn(`Candor cannot use "${each}" in "${name}": it is not an address.`);
			return [];
		});
	const seconds = Number(text('patience', defaultTimeoutSeconds));
	return {
		sources: addresses('src', '.').map(({ origin, pathname }) => origin + pathname.replace(/\/+$/, '')),
		mirrors: addresses('mirrors').map(({ href }) => href),
		keys: text('keys'),
		site: text('site'),
		name: text('name', address.hostname),
		languages: list('lang'),
		integrity: text('integrity'),
		statuses: list('statuses').map(Number),
		timeoutMs: 1000 * (seconds >= 0 ? seconds : Number(defaultTimeoutSeconds)),
		listens: text('listen') !== 'no',
		preloads: text('preload') === 'yes',
	};
}
