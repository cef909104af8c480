/** Public records as another system has published them: what does not exist here is added. */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, ownerOf, recordKey, type State } from '../state/state.ts';
import { clockEndOf } from '../views/notices.ts';
import { isEndedPhase } from '../vocabulary.ts';
import { type Context, checkOrder, hasPassed, invalid, isRetracted } from './context.ts';
import { checkMayHaveWindow } from './course.ts';
import { checkPhase } from './phases.ts';

type Imported = CommandOf<'import-records'>['records'][number];
type Of<Kind extends Imported['kind']> = Extract<Imported, { kind: Kind }>;

const isOf =
	<Kind extends Imported['kind']>(kind: Kind) =>
	(record: Imported): record is Of<Kind> =>
		record.kind === kind;

/** Empty if everything exists. */
export function importRecords(
	{ records }: CommandOf<'import-records'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const places = new Map(records.map((record, index) => [recordKey(record.kind, record.id), index]));
	if (places.size < records.length)
		throw invalid('records', 'A record is in the list twice. Each kind and id may be in it once.');
	const isNew = ({ kind, id }: Pick<Imported, 'kind' | 'id'>): boolean =>
		!liveRecord(state, kind, id) && !(kind === 'notice' && isRetracted(state, id));
	const pathOf = ({ kind, id }: Pick<Imported, 'kind' | 'id'>): string =>
		`records.${places.get(recordKey(kind, id))}`;
	const newNotices = new Set(
		records.filter((each) => isOf('notice')(each) && isNew(each)).map(({ id }) => id),
	);

	/** Whether the notice of a record is there, or comes with it. Updates only come with it. */
	const hasNotice = (record: Imported): boolean => {
		const owner = ownerOf(record);
		if (owner === null || newNotices.has(owner)) return true;
		if (isRetracted(state, owner)) return false;
		if (!liveRecord(state, 'notice', owner))
			throw invalid(`${pathOf(record)}.value.notice`, `There is no notice "${owner}". Send it too.`);
		return record.kind !== 'update';
	};

	const added = records.filter((record) => isNew(record) && hasNotice(record));
	const components = new Set(added.filter(isOf('component')).map(({ id }) => id));
	for (const record of added) {
		const path = `${pathOf(record)}.value`;
		if (isOf('notice')(record)) {
			checkNotice(record, path, now);
			checkComponents(record.value, path, (id) => components.has(id) || !!liveRecord(state, 'component', id));
			checkTimeline(record, records, path);
		} else checkRest(record, path, now);
	}
	return added.map((record): KnownChange => {
		if (record.kind === 'notice') return { ...record, value: { ...record.value, addedAt: now } };
		return record.kind === 'page' ? { ...record, value: { ...record.value, origins: [] } } : record;
	});
}

/** Refuses a time still to come. */
function checkPast(path: string, at: string | null, now: string): void {
	if (at !== null && !hasPassed(at, now))
		throw invalid(path, 'This time is still to come. What is imported has been published already.');
}

function checkNotice({ value }: Of<'notice'>, path: string, now: string): void {
	const { kind, phase, openedAt, updatedAt, endedAt, window, drill, dataSafety } = value;
	if (drill) throw invalid(`${path}.drill`, 'A drill is not imported. It has a system of its own.');
	checkPhase(kind, phase);
	checkPast(`${path}.openedAt`, openedAt, now);
	checkPast(`${path}.updatedAt`, updatedAt, now);
	checkPast(`${path}.endedAt`, endedAt, now);
	if (isEndedPhase(phase) !== (endedAt !== null))
		throw invalid(`${path}.endedAt`, `"endedAt" and the phase "${phase}" contradict each other.`);
	if (endedAt !== null && Date.parse(endedAt) < Date.parse(openedAt))
		throw invalid(`${path}.endedAt`, 'The end must be after the start.');
	if (window) {
		checkMayHaveWindow(kind);
		checkOrder(`${path}.window`, window, 'start', 'end');
	}
	if (phase === 'scheduled' && !window)
		throw invalid(`${path}.window`, 'Scheduled maintenance needs a window. Give its start and end.');
	const clockEnd = kind === 'maintenance' && endedAt === null ? clockEndOf(value) : null;
	if (clockEnd !== null && hasPassed(clockEnd, now))
		throw invalid(`${path}.window.end`, 'This window is over. Give the phase "completed" and "endedAt".');
	if (dataSafety?.state === 'safe' && !dataSafety.evidence?.length)
		throw invalid(`${path}.dataSafety.evidence`, '"safe" needs evidence: say how it is known.');
}

function checkComponents(
	{ affected, unaffected }: NoticeValue,
	path: string,
	exists: (id: string) => boolean,
): void {
	const named = [
		...affected.map(({ component }, index) => ({ id: component, path: `affected.${index}.component` })),
		...unaffected.map((id, index) => ({ id, path: `unaffected.${index}` })),
	];
	const unknown = named.find(({ id }) => !exists(id));
	if (!unknown) return;
	const message = `There is no component "${unknown.id}". Send it too, or create it first.`;
	throw new CandorError('unknown-component', message, [{ path: `${path}.${unknown.path}`, message }]);
}

/** Refuses a notice without updates: pages show the newest one. */
function checkTimeline({ id, value }: Of<'notice'>, records: readonly Imported[], path: string): void {
	const updates = records.filter(isOf('update')).filter((update) => update.value.notice === id);
	if (updates.length === 0)
		throw invalid(path, `The notice "${id}" has no update. Send at least the one that opened it.`);
	if (Math.max(...updates.map((update) => update.value.number)) !== value.latestUpdate)
		throw invalid(`${path}.latestUpdate`, 'This is not the highest number of the updates.');
}

function checkRest(record: Imported, path: string, now: string): void {
	if (record.kind === 'update') checkPast(`${path}.at`, record.value.at, now);
	if (record.kind === 'postmortem' || record.kind === 'remedy')
		checkPast(`${path}.publishedAt`, record.value.publishedAt, now);
	if (record.kind === 'page' && record.id !== 'page')
		throw invalid(path.replace(/value$/, 'id'), 'The id of the page is "page".');
	if (record.kind === 'postmortem' && record.id !== record.value.notice)
		throw invalid(`${path}.notice`, 'The id of a post-mortem is that of its notice.');
}
