/** The words with which a post-mortem begins: what the log knows about the notice. */
import type { NoticeValue, UpdateValue } from '../generated/record-types.ts';
import { impactLabels, phaseLabels, statusLabels } from '../labels.ts';
import { plainText } from '../rich-text.ts';
import type { State } from '../state/state.ts';
import { componentName } from '../views/components.ts';
import type { Notice } from '../views/notices.ts';
import { timeline } from '../views/updates.ts';
import { type ComponentStatus, componentStatuses, impacts, worst } from '../vocabulary.ts';

export interface StartingWords {
	readonly title: string;
	readonly impact: string;
	readonly timeline: string;
}

const longestTitle = 140;
const longestEntry = 300;
/** Of all entries together. A section has room for 5,000 characters. */
const longestTimeline = 4_500;
const mostEntries = 50;

/** "14:32", or "2030-01-31 14:32" where the notice lasted over midnight. Always UTC. */
function timeText(at: string, withDate: boolean): string {
	const text = new Date(at).toISOString();
	return withDate ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : text.slice(11, 16);
}

/** "47 minutes", "3 hours 5 minutes". */
function lengthText(ms: number): string {
	const minutes = Math.max(1, Math.round(ms / 60_000));
	const parts = [
		[Math.floor(minutes / 60), 'hour'],
		[minutes % 60, 'minute'],
	] as const;
	return parts
		.filter(([count]) => count > 0)
		.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
		.join(' ');
}

/** Operators' text inside Markdown: each character that has a meaning there is written as itself. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#~|]/g, '\\$&');

function oneLine(text: string, longest: number): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > longest ? `${line.slice(0, Math.max(0, longest - 1))}…` : line;
}

/** The worst status of each component that the notice or one of its updates named. */
function worstStatuses(value: NoticeValue, updates: readonly UpdateValue[]): Map<string, ComponentStatus> {
	const found = new Map<string, ComponentStatus>();
	for (const { component, status } of [...updates.flatMap(({ affected }) => affected), ...value.affected])
		found.set(component, worst(componentStatuses, [found.get(component) ?? status, status]));
	return found;
}

/** The title, the impact and the timeline of a notice, in English. Times are in UTC. */
export function startingWords(state: State, { id, value }: Notice, now: string): StartingWords {
	const updates = timeline(state, id)
		.map((update) => update.value)
		.filter(({ withdrawnAt }) => withdrawnAt == null)
		.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	const end = value.endedAt ?? now;
	const withDate = value.openedAt.slice(0, 10) !== end.slice(0, 10);
	const span = `${timeText(value.openedAt, true)} to ${timeText(end, withDate)} UTC`;
	const length = lengthText(Date.parse(end) - Date.parse(value.openedAt));
	const worstImpact = worst(impacts, [value.impact, ...updates.flatMap(({ impact }) => impact ?? [])]);
	const components = [...worstStatuses(value, updates)].map(
		([component, status]) => `- ${escaped(componentName(state, component))}: ${statusLabels[status]}`,
	);
	/** Half of it for the time and the phase, and for characters that are escaped. */
	const longest = Math.min(
		longestEntry,
		Math.floor(longestTimeline / Math.min(updates.length, mostEntries) / 2),
	);
	const entries = updates.slice(-mostEntries).map(({ at, phase, body }) => {
		const label = phase ? `${phaseLabels[phase]}. ` : '';
		return `- ${timeText(at, withDate)} ${label}${escaped(oneLine(plainText(body), longest))}`.trimEnd();
	});
	const count = updates.length - mostEntries;
	const leftOut = count > 0 ? ` The first ${count} updates are left out.` : '';
	return {
		title: `What happened: ${value.title}`.slice(0, longestTitle),
		impact: [
			`${impactLabels[worstImpact]} for ${length}, from ${span}.`,
			...(components.length > 0 ? [components.join('\n')] : []),
		].join('\n\n'),
		timeline: entries.length > 0 ? `All times are in UTC.${leftOut}\n\n${entries.join('\n')}` : '',
	};
}
