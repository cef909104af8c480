/** The records of Candor for what a source has read. */
import { newComponent, newNotice, newPage, newUpdate } from '../../../src/model/new-record.ts';
import type { AffectedComponent } from '../../../src/model/records/component.ts';
import { isEndedPhase } from '../../../src/model/vocabulary.ts';
import type { Batch, Batches, ImportRecord } from './batch.ts';
import { componentIds, noticeId, updateId } from './ids.ts';
import type { Remark, SourceNotice, SourcePage, SourceUpdate } from './source.ts';
import { type Converted, lineOf, markdownFrom } from './text.ts';

/** The most components that a notice names. */
const mostAffected = 100;

/** `position`: of the first component. `prefix`: what the ids of the notices begin with. */
export function recordsOfSource(page: SourcePage, prefix: string, position: number): Batches {
	const remarks: Remark[] = [...page.remarks];
	const ids = componentIds(prefix, page.components);
	const keep = (place: string, { text, lost }: Converted): string => {
		if (lost !== '') remarks.push({ place, message: lost });
		return text;
	};
	const components = page.components.map(({ externalId, name, description, group, place }, index): Batch => {
		const value = newComponent({
			name: keep(`${place}.name`, lineOf(name, 80)),
			description: description ? keep(`${place}.description`, lineOf(description, 200)) || null : null,
			group: group ? lineOf(group, 80).text || null : null,
			position: Math.min(position + index, 10_000),
		});
		const records = [{ kind: 'component', id: ids.get(externalId) ?? '', value }];
		return { title: value.name, place, records, what: 'component', isCurrent: false };
	});
	const named = page.name === null ? [] : [newPage({ name: lineOf(page.name, 80).text })];
	return {
		first: [
			...named.map((value): Batch => {
				const records = [{ kind: 'page', id: 'page', value }];
				return { title: value.name, place: 'page', records, what: 'page', isCurrent: false };
			}),
			...components,
		],
		rest: page.notices.map((notice) =>
			batchOf(notice, noticeId(prefix, notice.externalId), ids, keep, remarks),
		),
		problems: page.problems,
		remarks,
	};
}

type Keep = (place: string, converted: Converted) => string;

function batchOf(
	notice: SourceNotice,
	id: string,
	ids: ReadonlyMap<string, string>,
	keep: Keep,
	remarks: Remark[],
): Batch {
	const { kind, impact, phase, openedAt, endedAt, window, endsByClock, place, postmortem } = notice;
	const known = (all: readonly AffectedComponent[]): AffectedComponent[] =>
		all.flatMap(({ component, status }) => {
			const known = ids.get(component);
			return known === undefined ? [] : [{ component: known, status }];
		});
	const affected = known(notice.affected).slice(0, mostAffected);
	const left = notice.affected.length - affected.length;
	if (left > 0)
		remarks.push({
			place,
			message: `Components that it names and that the page does not list are left out of it: ${left}.`,
		});
	const updates = withEnd(notice);
	const values = updates.map((update, index) => {
		const before = updates[index - 1];
		const ends = isEndedPhase(update.phase) && !isEndedPhase(before?.phase ?? '');
		return newUpdate({
			...{ notice: id, number: index + 1, at: update.at },
			body: [],
			phase: update.phase === before?.phase ? null : update.phase,
			impact: index === 0 ? impact : null,
			affected: ends
				? affected.map(({ component }) => ({ component, status: 'operational' }))
				: index === 0 && update.affected.length === 0
					? affected
					: known(update.affected).slice(0, mostAffected),
		});
	});
	const value = newNotice({
		...{ kind, impact, phase, openedAt, endedAt, window, endsByClock, affected },
		title: keep(`${place}.name`, lineOf(notice.title, 140)),
		updatedAt: updates.at(-1)?.at ?? openedAt,
		latestUpdate: updates.length,
	});
	const records: ImportRecord[] = [
		{ kind: 'notice', id, value: { ...value, workaround: null } },
		...values.map((update, index) => ({
			kind: 'update',
			id: updateId(id, updates[index]?.externalId ?? String(index)),
			value: { ...update, body: keep(place, markdownFrom(updates[index]?.text ?? '')) },
		})),
	];
	const report = postmortem && keep(`${place}.postmortem`, markdownFrom(postmortem.text));
	if (postmortem && report)
		records.push({
			kind: 'postmortem',
			id,
			value: {
				...{ notice: id, title: value.title, body: report, actions: [] },
				...{ publishedAt: postmortem.at, updatedAt: postmortem.at, language: null, translations: {} },
			},
		});
	return { title: value.title, place, records, what: 'notice', isCurrent: endedAt === null };
}

/**
 * The updates, the oldest first. A notice without any gets one without words, and one that has ended
 * without an update that says so gets that.
 */
function withEnd({ updates, phase, openedAt, endedAt, affected }: SourceNotice): SourceUpdate[] {
	const sorted = [...updates].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	if (sorted.length === 0)
		sorted.push({ externalId: 'start', at: openedAt, text: '', phase, affected: [...affected] });
	const last = sorted.at(-1);
	if (endedAt === null || !last || isEndedPhase(last.phase)) return sorted;
	const at = last.at > endedAt ? last.at : endedAt;
	return [...sorted, { externalId: 'end', at, text: '', phase, affected: [] }];
}
