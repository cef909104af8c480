/** The last minutes of reports, in memory: what is older is gone, and so is everything when the process ends. */
import type { ReportSummary } from '../../../src/model/records/records.ts';

/** One report on one component. */
export interface Report {
	readonly component: string;
	readonly requests: number;
	readonly failures: number;
}

interface Sums {
	reports: number;
	requests: number;
	failures: number;
}

interface Slice {
	/** Epoch milliseconds: of its first report. */
	readonly since: number;
	readonly regions: Map<string, Sums>;
}

/** The window moves on by a tenth of its length. */
const slices = 10;
/** Region headers come from the network, and so may anything in them: what is more than this is counted as one. */
const mostRegions = 50;
const otherRegions = 'OTHER';
const shownRegions = 20;

export class ReportWindow {
	readonly #sliceMs: number;
	readonly #components = new Map<string, Slice[]>();

	constructor(windowMs: number) {
		this.#sliceMs = windowMs / slices;
	}

	/** `region` is empty where none is known. */
	add({ component, requests, failures }: Report, region: string, now: number): void {
		const kept = this.#lately(component, now);
		const last = kept.at(-1);
		const slice = last && now - last.since < this.#sliceMs ? last : { since: now, regions: new Map() };
		if (slice !== last) kept.push(slice);
		this.#components.set(component, kept);
		const { regions } = slice;
		const place = regions.has(region) || regions.size < mostRegions ? region : otherRegions;
		const sums = regions.get(place) ?? { reports: 0, requests: 0, failures: 0 };
		sums.reports += 1;
		sums.requests += requests;
		sums.failures += failures;
		regions.set(place, sums);
	}

	/** What came lately; `null` when nothing did. */
	summary(component: string, now: number): ReportSummary | null {
		const kept = this.#lately(component, now);
		const [first] = kept;
		if (!first) return null;
		const total: Sums = { reports: 0, requests: 0, failures: 0 };
		const reports = new Map<string, number>();
		for (const { regions } of kept)
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
			.slice(0, shownRegions);
		return { ...total, since: new Date(first.since).toISOString(), regions };
	}

	/** What has led to a draft does not lead to the next. */
	clear(component: string): void {
		this.#components.delete(component);
	}

	#lately(component: string, now: number): Slice[] {
		const kept = this.#components.get(component) ?? [];
		// A clock that was set back would keep what lies ahead of it for long.
		return kept.filter(({ since }) => since <= now && now - since < this.#sliceMs * slices);
	}
}
