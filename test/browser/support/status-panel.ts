/** The panel of candor-status, and histories for it. */
import type { CandorStatus } from '../../../src/entries/index.ts';
import type { ComponentHistory, History, Seconds } from '../../../src/model/history/history.ts';
import { type FakeFeed, fakeFeed } from './fake-feed.ts';
import { find, mount, untilFound } from './mount.ts';

export const historyDays = 90;

/** Operational days of a component. `worst` and `seconds` replace the last of them. */
export const componentDays = (
	id: string,
	worst: ComponentHistory['worst'] = [],
	seconds: readonly Seconds[] = [],
): ComponentHistory => ({
	id,
	worst: [...Array(historyDays - worst.length).fill('operational'), ...worst],
	seconds: [...Array(historyDays - seconds.length).fill({}), ...seconds],
});

/** The response with a history that ends on the day of the fake feed's start. */
export const historyResponse = (...components: ComponentHistory[]): Response => {
	const history: History = {
		from: '2026-08-27',
		days: historyDays,
		timeZone: 'UTC',
		components,
		notices: [],
		promises: [],
	};
	return new Response(JSON.stringify(history), { headers: { 'content-type': 'application/json' } });
};

let count = 0;
/** A feed with a source of its own: the history of a source is cached. */
export function feedWithOwnSource(records: Record<string, object>): FakeFeed {
	count += 1;
	return { ...fakeFeed(records), source: `https://status-${count}.example` };
}

export async function openPanel(element: CandorStatus): Promise<void> {
	find(element, '.pill').click();
	await element.updateComplete;
	await element.updateComplete;
}

/** Opens the panel, and waits until the history has loaded or failed. */
export async function openPanelWithHistory(feed: FakeFeed): Promise<CandorStatus> {
	const element = await mount('candor-status', feed);
	await openPanel(element);
	await untilFound(element, '.note');
	return element;
}
