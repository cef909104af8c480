/** What a host sets: in the query of the registered address, or in `self.CandorConfig` before this script is imported. */

export interface Settings {
	/** Status servers in order, absolute, without slashes at their ends. */
	readonly sources: readonly string[];
	/** Static snapshots on other hosts, absolute. */
	readonly mirrors: readonly string[];
	/** Pinned keys and log, as in the script tag; empty without. */
	readonly keys: string;
	readonly site: string;
	/** What the page calls the product. Default: the host's name. */
	readonly name: string;
	/** The hash that `candor.js` must have (Subresource Integrity); empty: any. */
	readonly integrity: string;
	/** The statuses that are taken over; empty: every one from 500 to 599. */
	readonly statuses: readonly number[];
	/** How long a navigation may go without an answer, milliseconds; 0: for as long as it likes. Default: 10,000. */
	readonly patienceMs: number;
	/** Whether to listen to `fetch` events. Default: yes; `no` where the host calls `Candor.respondTo` itself. */
	readonly listens: boolean;
	/** Whether to switch navigation preload on. Default: no. */
	readonly preloads: boolean;
}

/** Every setting as text, a list with spaces in between, by the names of docs/how-to/service-worker.md. */
export type Given = Readonly<Record<string, unknown>>;

const defaultPatience = '10';

/** @param address - The worker's own address: what is relative is relative to it, and without `src` its folder is the status server. */
export function readSettings(given: Given, address: URL): Settings {
	const text = (name: string, standard = ''): string => String(given[name] ?? standard).trim();
	const list = (name: string, standard = ''): string[] => text(name, standard).split(/\s+/).filter(Boolean);
	const addresses = (name: string, standard = ''): URL[] =>
		list(name, standard).flatMap((each) => {
			if (URL.canParse(each, address.href)) return [new URL(each, address)];
			console.warn(`Candor cannot use "${each}" in "${name}": it is not an address.`);
			return [];
		});
	const patience = Number(text('patience', defaultPatience));
	return {
		sources: addresses('src', '.').map(({ origin, pathname }) => origin + pathname.replace(/\/+$/, '')),
		mirrors: addresses('mirrors').map(({ href }) => href),
		keys: text('keys'),
		site: text('site'),
		name: text('name', address.hostname),
		integrity: text('integrity'),
		statuses: list('statuses').map(Number),
		patienceMs: 1000 * (patience >= 0 ? patience : Number(defaultPatience)),
		listens: text('listen') !== 'no',
		preloads: text('preload') === 'yes',
	};
}
