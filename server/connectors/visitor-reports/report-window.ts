/** Visitors' reports of the last minutes, in memory. */
import type { ReportSummary } from '../../../src/model/records/draft.ts';

/** What one report says about one component. */
export interface FailureCount {
	readonly component: string;
	readonly requests: number;
	readonly failures: number;
}

interface Sums {
	reports: number;
	requests: number;
	failures: number;
}

/** A tenth of the window, with its sums by region. */
interface Slice {
	/** Epoch milliseconds of its first report. */
	readonly since: number;
	readonly regions: Map<string, Sums>;
}

const sliceCount = 10;
/**
 * Region headers come from the network and may hold anything: reports of further regions share one
 * entry.
 */
const maxRegions = 50;
const otherRegions = 'OTHER';
const maxShownRegions = 20;

export class ReportWindow {
	readonly #windowMs: number;
	readonly #components = new Map<string, Slice[]>();

	constructor(windowMs: number) {
		this.#windowMs = windowMs;
	}

	/** `region` is empty where it is unknown; `now`: epoch milliseconds. */
	add({ component, requests, failures }: FailureCount, region: string, now: number): void {
		const slices = this.#current(component, now);
		this.#components.set(component, slices);
		let slice = slices.at(-1);
		if (!slice || now - slice.since >= this.#windowMs / sliceCount) {
			slice = { since: now, regions: new Map() };
			slices.push(slice);
		}
		const { regions } = slice;
		const key = regions.has(region) || regions.size < maxRegions ? region : otherRegions;
		const sums = regions.get(key) ?? { reports: 0, requests: 0, failures: 0 };
		sums.reports += 1;
		sums.requests += requests;
		sums.failures += failures;
		regions.set(key, sums);
	}

	/** The sums of the window that ends at `now`; `null` when there are no reports. */
	summary(component: string, now: number): ReportSummary | null {
		const slices = this.#current(component, now);
		const [first] = slices;
		if (!first) return null;
		const total: Sums = { reports: 0, requests: 0, failures: 0 };
		const reports = new Map<string, number>();
		for (const { regions } of slices)
			for (const [region, sums] of regions) {
				total.reports += sums.reports;
				total.requests += sums.requests;
				total.failures += sums.failures;
				reports.set(region, (reports.get(region) ?? 0) + sums.reports);
			}
		const regions = [...reports]
			.filter(([region]) => region !== '')
			.map(([region, count]) => ({ region, reports: count }))
			.sort((a, b) => b.reports - a.reports)
			.slice(0, maxShownRegions);
		return { ...total, since: new Date(first.since).toISOString(), regions };
	}

	/** Drops a component's reports, so that those that raised a draft do not raise another. */
	clear(component: string): void {
		this.#components.delete(component);
	}

	#current(component: string, now: number): Slice[] {
		// `since > now`: the clock was set back, and such a slice would stay for too long.
		return (this.#components.get(component) ?? []).filter(
			({ since }) => since <= now && now - since < this.#windowMs,
		);
	}
}
