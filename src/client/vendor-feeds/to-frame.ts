/** What a vendor's feed says, as a snapshot of Candor. */
import { isId } from '../../model/ids.ts';
import { newComponent, newNotice, newPage, newUpdate } from '../../model/new-record.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { StateRecord } from '../../model/state/state.ts';
import type { VendorNotice, VendorState } from '../../model/vendor-feeds/vendor-state.ts';
import { protocolVersion, type SnapshotFrame } from '../../model/wire/frames.ts';

/** How often the feed is asked for, milliseconds. */
const pollIntervalMs = 60_000;

/** Vendors write plain words, Markdown or HTML: the words are shown, in paragraphs. */
export const paragraphs = (text: string): RichText =>
	text
		.replace(/<br\s*\/?>|<\/(p|li|div)>/gi, '\n')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
		.split(/\n+/)
		.map((line) => line.trim())
		.filter(Boolean)
		.map((line) => ({ type: 'paragraph', children: [{ type: 'text', text: line }] }));

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'",
	nbsp: ' ',
};

/** Ids of vendors can have any characters. */
const idOf = (id: string): string =>
	isId(id)
		? id
		: [...id]
				.map((sign) => (/[a-z0-9-]/.test(sign) ? sign : (sign.codePointAt(0) ?? 0).toString(36)))
				.join('')
				.replace(/^-+/, '')
				.slice(0, 64) || 'x';

/**
 * @param seq - Grows when the content changes.
 * @param now - When the feed was received, epoch milliseconds.
 * @param site - The address of the feed.
 */
export function frameOf(state: VendorState, seq: number, now: number, site: string): SnapshotFrame {
	const record = (kind: string, id: string, value: object): StateRecord => ({ kind, id, seq, value });
	const named = new Set(state.notices.flatMap(({ affected }) => affected.map(({ component }) => component)));
	return {
		v: protocolVersion,
		seq,
		at: new Date(now).toISOString(),
		site,
		policy: { mode: 'poll', intervalMs: pollIntervalMs },
		heartbeatMs: pollIntervalMs,
		records: [
			record('page', 'page', newPage({ name: state.name || site, statusUrl: state.url })),
			...state.components.map(({ id, name, description = null, group = null, status }, position) =>
				record(
					'component',
					idOf(id),
					newComponent({
						...{ name, description, group, position },
						// A notice gives the status of its components while it is open.
						status: status === 'operational' || named.has(id) ? null : status,
					}),
				),
			),
			...state.notices.flatMap((notice) => recordsOf(notice, record)),
		],
	};
}

function recordsOf(
	notice: VendorNotice,
	record: (kind: string, id: string, value: object) => StateRecord,
): StateRecord[] {
	const { kind, title, phase, impact, openedAt, window = null, url = null } = notice;
	const id = idOf(notice.id);
	const affected = notice.affected.map(({ component, status }) => ({ component: idOf(component), status }));
	const given = notice.updates.length > 0 ? notice.updates : [{ at: openedAt, text: '', phase }];
	// Feeds have the newest first, and two of them can have the same time.
	const updates = [...given].reverse().sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	return [
		record(
			'notice',
			id,
			newNotice({
				...{ kind, title, phase, impact, openedAt, window, affected, moreUrl: url },
				updatedAt: updates.at(-1)?.at ?? openedAt,
				latestUpdate: updates.length,
				// The vendor says when it ends.
				endsByClock: false,
			}),
		),
		...updates.map(({ at, text, phase: now }, index) =>
			record(
				'update',
				idOf(`${id}-${index + 1}`),
				newUpdate({
					...{ notice: id, number: index + 1, at, body: paragraphs(text) },
					phase: now === updates[index - 1]?.phase ? null : now,
				}),
			),
		),
	];
}
