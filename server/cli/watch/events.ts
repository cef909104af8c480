/** What changed for customers between two moments, in plain words. Pure. */

import type { NoticeValue } from '../../../src/model/records/records.ts';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import type { State } from '../../../src/model/state/commit.ts';
import {
	components,
	isEnded,
	isExpired,
	type Notice,
	notice,
	notices,
	page,
	promiseState,
	timeline,
	type Update,
} from '../../../src/model/views/notices.ts';
import { oneLine } from '../harmless.ts';
import { impactWord, phaseWord, statusWord } from '../render/words.ts';
import { aftermathHappenings } from './remedy-events.ts';

/** A state as it reads at an instant, epoch milliseconds: some changes come by the clock alone. */
export interface Moment {
	readonly state: State;
	readonly now: number;
}

export interface Happening {
	readonly type:
		| 'opened'
		| 'update'
		| 'ended'
		| 'reopened'
		| 'edited'
		| 'retracted'
		| 'overdue'
		| 'expired'
		| 'component'
		| 'remedy'
		| 'postmortem'
		| 'page';
	readonly notice?: string;
	readonly component?: string;
	/** One line. */
	readonly text: string;
}

export const happenings = (before: Moment, after: Moment): Happening[] => [
	...notices(before.state)
		.filter(({ id }) => !notice(after.state, id))
		.map(
			({ id, value }): Happening => ({ type: 'retracted', notice: id, text: `Retracted: ${title(value)}` }),
		),
	...notices(after.state)
		.reverse()
		.flatMap((found) => noticeHappenings(found, before, after)),
	...aftermathHappenings(before, after),
	...componentHappenings(before, after),
	...pageHappenings(before, after),
];

const title = (value: NoticeValue): string => `${value.drill ? 'Drill ' : ''}“${oneLine(value.title)}”`;
const said = (body: RichText): string => oneLine(plainText(body));
const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ');

function noticeHappenings(found: Notice, before: Moment, after: Moment): Happening[] {
	const { id, value } = found;
	const old = notice(before.state, id);
	const news = timeline(after.state, id)
		.filter(({ value: update }) => update.number > (old?.value.latestUpdate ?? 0))
		.reverse();
	const changed = old ? newsOf(old, found, news, after.now) : [openedBy(found, news)];
	const overdue = (known: NoticeValue, now: number): boolean => promiseState(known, now).state === 'overdue';
	const passed = (known: (value: NoticeValue, now: number) => boolean): boolean =>
		known(value, after.now) && !(old && known(old.value, before.now));
	return [
		...changed,
		...(passed(overdue)
			? [
					{
						type: 'overdue',
						notice: id,
						text: `Overdue: the update promised on ${title(value)} has not come`,
					} as const,
				]
			: []),
		...(old && passed(isExpired)
			? [{ type: 'expired', notice: id, text: `Expired: ${title(value)} is no longer shown` } as const]
			: []),
	];
}

function openedBy({ id, value }: Notice, [first]: readonly Update[]): Happening {
	const words = joined(
		title(value),
		impactWord(value.impact),
		phaseWord(value.phase),
		first ? said(first.value.body) : '',
	);
	return { type: 'opened', notice: id, text: `Opened: ${words}` };
}

function newsOf(old: Notice, { id, seq, value }: Notice, news: readonly Update[], now: number): Happening[] {
	if (news.length === 0)
		return seq === old.seq ? [] : [{ type: 'edited', notice: id, text: `Changed: ${title(value)}` }];
	let wasEnded = isEnded(old.value, now);
	return news.map(({ value: update }, index): Happening => {
		// Only the last of several can be told from the notice itself whether it ended it.
		const ends = index === news.length - 1 ? isEnded(value, now) : wasEnded;
		const type = ends === wasEnded ? 'update' : ends ? 'ended' : 'reopened';
		wasEnded = ends;
		const deed = { update: 'Update', ended: 'Ended', reopened: 'Reopened' }[type];
		const moved = joined(update.phase && phaseWord(update.phase), update.impact && impactWord(update.impact));
		return { type, notice: id, text: `${deed}: ${joined(title(value), moved, said(update.body))}` };
	});
}

function componentHappenings(before: Moment, after: Moment): Happening[] {
	const old = new Map(components(before.state, before.now).map((each) => [each.id, each]));
	const now = components(after.state, after.now);
	const kept = new Set(now.map(({ id }) => id));
	const gone = [...old.values()].filter(({ id }) => !kept.has(id));
	return [
		...now
			.filter(
				({ id, status, value }) => old.get(id)?.status !== status || old.get(id)?.value.name !== value.name,
			)
			.map(
				({ id, status, value }): Happening => ({
					type: 'component',
					component: id,
					text: `${oneLine(value.name)}: ${statusWord(status)}`,
				}),
			),
		...gone.map(
			({ id, value }): Happening => ({
				type: 'component',
				component: id,
				text: `Removed: ${oneLine(value.name)}`,
			}),
		),
	];
}

function pageHappenings(before: Moment, after: Moment): Happening[] {
	const [old, now] = [page(before.state), page(after.state)];
	if (!now || JSON.stringify(old) === JSON.stringify(now)) return [];
	return [{ type: 'page', text: `The page is called “${oneLine(now.name)}”` }];
}
