/** A feed under the test's control: its records, its connection and its clock. */
import type { Clock, Dismissals, Feed, FeedSnapshot } from '../../../src/client/index.ts';
import { findingId, findingKind } from '../../../src/model/finding.ts';
import { newNotice, newUpdate } from '../../../src/model/new-record.ts';
import type { ComponentValue } from '../../../src/model/records/component.ts';
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import type { PageValue } from '../../../src/model/records/page.ts';
import type { RemedyValue } from '../../../src/model/records/remedy.ts';
import type { UpdateValue } from '../../../src/model/records/update.ts';
import type { RichText } from '../../../src/model/rich-text.ts';
import { emptyState, merge, type StateRecord } from '../../../src/model/state/state.ts';

export const start = Date.parse('2026-11-24T14:00:00.000Z');
/** The time so many minutes after {@link start}. */
export const atMinute = (count: number): string => new Date(start + count * 60_000).toISOString();
export const richText = (text: string): RichText => [
	{ type: 'paragraph', children: [{ type: 'text', text }] },
];

export const aPage = (value: Partial<PageValue> = {}): PageValue => ({
	name: 'Larkfield',
	statusUrl: 'https://status.example.com/',
	supportUrl: 'mailto:help@example.com',
	subscribe: [],
	origins: [],
	...value,
});
export const aComponent = (name: string, value: Partial<ComponentValue> = {}): ComponentValue => ({
	name,
	description: null,
	group: null,
	position: 0,
	status: null,
	until: null,
	...value,
});
export const aNotice = (value: Partial<NoticeValue> = {}): NoticeValue =>
	newNotice({
		kind: 'incident',
		title: 'Card payments are failing',
		phase: 'investigating',
		impact: 'major',
		openedAt: atMinute(-2),
		updatedAt: atMinute(-2),
		latestUpdate: 1,
		...value,
	});
export const anUpdate = (notice: string, value: Partial<UpdateValue> = {}): UpdateValue =>
	newUpdate({
		notice,
		number: 1,
		at: atMinute(-2),
		body: richText('We are looking into it.'),
		...value,
	});

export const aRemedy = (value: Partial<RemedyValue> = {}): RemedyValue => ({
	notice: 'n1',
	title: 'We are sorry',
	apology: richText('You could not pay for two hours.'),
	offer: { kind: 'service-credit', summary: '10 % off your next bill' },
	terms: null,
	expiresAt: null,
	claim: { type: 'code', code: 'SORRY10' },
	audience: null,
	language: null,
	translations: {},
	publishedAt: atMinute(-5),
	payout: null,
	ended: null,
	...value,
});

class Listeners {
	readonly #listeners = new Set<() => void>();
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
	readonly notify = (): void => {
		for (const listener of this.#listeners) listener();
	};
}

export interface FakeFeed extends Feed {
	/** Sets one record, or removes it with `null`, in one commit. */
	put(kind: string, id: string, value: object | null): void;
	advanceMinutes(count: number): void;
	setConnection(connection: FeedSnapshot['connection'], heardAt?: number | null): void;
}

export function fakeFeed(records: Readonly<Record<string, object>> = {}): FakeFeed {
	const changes = new Listeners();
	const ticks = new Listeners();
	const dismissalChanges = new Listeners();
	/** The newest update at the time of dismissal, by the notice's id. */
	const dismissed = new Map<string, number>();
	let now = start;
	let snapshot: FeedSnapshot = { state: emptyState, connection: 'live', heardAt: start };
	const set = (next: Partial<FeedSnapshot>): void => {
		snapshot = Object.freeze({ ...snapshot, ...next });
		changes.notify();
	};
	const put = (kind: string, id: string, value: object | null): void => {
		const seq = snapshot.state.seq + 1;
		const record: StateRecord = { kind, id, seq, value };
		set({ state: merge(snapshot.state, seq, [record]) });
	};
	const clock: Clock = { now: () => now, subscribe: ticks.subscribe };
	const dismissals: Dismissals = {
		isDismissed: ({ id, value }) => (dismissed.get(id) ?? 0) >= value.latestUpdate,
		dismiss: ({ id, value }) => {
			dismissed.set(id, value.latestUpdate);
			dismissalChanges.notify();
		},
		subscribe: dismissalChanges.subscribe,
	};
	for (const [key, value] of Object.entries(records)) {
		const [kind = '', id = ''] = key.split('/');
		put(kind, id, value);
	}
	return {
		source: 'https://status.example.com',
		sources: [],
		snapshot: () => snapshot,
		subscribe: changes.subscribe,
		clock,
		dismissals,
		setFinding: (value) => put(findingKind, findingId, value),
		close: () => undefined,
		put,
		advanceMinutes: (count) => {
			now += count * 60_000;
			ticks.notify();
		},
		setConnection: (connection, heardAt = snapshot.heardAt) => set({ connection, heardAt }),
	};
}
