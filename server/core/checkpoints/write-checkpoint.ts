/**
 * Makes the next checkpoint of the last one and the commits since. It reads both from the database,
 * and nothing from the memory of the server, which goes on meanwhile. Every server makes the same one.
 */
import type { Commit } from '../../../src/model/state/commit.ts';
import { byKindAndId } from '../../../src/model/state/record-map.ts';
import { recordKey, recordsOf, type StateRecord } from '../../../src/model/state/state.ts';
import type { Log } from '../log/log.ts';
import type { Projections } from '../projections/projections.ts';
import { type Checkpoint, hashOf, headText, makerOf, partsOf } from './checkpoint.ts';
import type { CheckpointPart, CheckpointStore } from './checkpoint-store.ts';
import { compactRecords } from './compact-records.ts';
import { missingPart, restoreProjections, usableCheckpoint } from './read-checkpoint.ts';
import { recordsPerPart, recordsText } from './record-parts.ts';

/** How many commits are read at once: a few milliseconds. */
const commitsAtOnce = 40;
/** After so many commits the records so far are written, so that a long log needs little memory. */
const commitsPerStep = 2_000;
/** More would make a start slow: each record that was replaced is read too. */
const mostStored = (newest: number): number => 2 * newest + 5_000;
/** How many entries of a projection are in one part. */
const entriesPerPart = 250;

export interface Writing {
	readonly log: Log;
	readonly store: CheckpointStore;
	readonly newProjections: () => Projections;
	/** Whether the last checkpoint is not used, because a start could not use it. */
	readonly ignoresLast: boolean;
	/** Called between two steps of a few milliseconds. Throws to stop. */
	readonly pause: () => Promise<void>;
}

/** Commits were rewritten meanwhile, or another server was first. */
class Outdated extends Error {}

/**
 * The number of the last commit of the new checkpoint; `null`: there is nothing new, or what it was
 * made of is outdated. Throws CandorError `busy` and `damaged`.
 */
export async function writeCheckpoint(writing: Writing): Promise<number | null> {
	try {
		return await write(writing);
	} catch (error) {
		if (error instanceof Outdated) return null;
		throw error;
	}
}

async function write(writing: Writing): Promise<number | null> {
	const { log, store, pause } = writing;
	await store.prepare();
	const { text: former, rewrites } = await store.head();
	const { checkpoint, projections } = await baseOf(writing, former);
	const add = async (text: string): Promise<string> => {
		const part: CheckpointPart = { hash: hashOf(text), text };
		if (!(await store.add([part], rewrites))) throw new Outdated();
		await pause();
		return part.hash;
	};
	let records = [...(checkpoint?.records ?? [])];
	let { stored, newest } = checkpoint ?? { stored: 0, newest: 0 };
	let last: Commit | undefined;
	let changed = new Map<string, StateRecord>();
	const addRecords = async (): Promise<void> => {
		// A start sorts all records, which is faster where many are in order already.
		const sorted = [...changed.values()].sort(byKindAndId);
		for (let index = 0; index < sorted.length; index += recordsPerPart)
			records.push(await add(await recordsText(sorted.slice(index, index + recordsPerPart))));
		stored += sorted.length;
		changed = new Map();
	};
	for (let cursor = checkpoint?.seq ?? 0; ; ) {
		const page = await log.read(cursor, commitsAtOnce);
		for (const commit of page) {
			projections.take(commit);
			for (const record of recordsOf(commit)) {
				const key = recordKey(record.kind, record.id);
				// Of two changes of one commit the first counts, as in a state.
				if ((changed.get(key)?.seq ?? 0) < record.seq) changed.set(key, record);
			}
			newest += commit.changes.filter(({ previous = 0 }) => previous === 0).length;
		}
		last = page.at(-1) ?? last;
		cursor = last?.seq ?? cursor;
		if (page.length === 0 || cursor % commitsPerStep < page.length) await addRecords();
		if (page.length === 0) break;
		await pause();
	}
	if (!last) return null;
	if (stored > mostStored(newest)) {
		const compacted = await compactRecords({ store, hashes: records, add });
		records = compacted.records;
		[stored, newest] = [compacted.count, compacted.count];
	}
	const { seq, at, actor } = last;
	const next: Checkpoint = {
		...{ maker: makerOf(projections), site: log.site, seq, at, actor, stored, newest, records },
		projections: await projectionParts(projections, add),
	};
	if (!(await store.replaceHead(headText(next), former, rewrites))) throw new Outdated();
	const kept = new Set(partsOf(next));
	while (await store.removeOthers(kept)) await pause();
	return seq;
}

/** What the next checkpoint is made of: the last one, or nothing where that cannot be used. */
async function baseOf({ log, store, newProjections, ignoresLast, pause }: Writing, former: string | null) {
	const projections = newProjections();
	if (former === null || ignoresLast) return { checkpoint: null, projections };
	const checkpoint = await usableCheckpoint(log, former, projections);
	if ('unusable' in checkpoint) return { checkpoint: null, projections };
	try {
		await restoreProjections(store, checkpoint, projections);
		await pause();
		return { checkpoint, projections };
	} catch (error) {
		if (error !== missingPart) throw error;
		return { checkpoint: null, projections: newProjections() };
	}
}

async function projectionParts(
	{ stored }: Projections,
	add: (text: string) => Promise<string>,
): Promise<Checkpoint['projections']> {
	const parts: Record<string, string[]> = {};
	for (const [name, projection] of Object.entries(stored)) {
		const hashes: string[] = [];
		let entries: unknown[] = [];
		for (const entry of projection.save()) {
			entries.push(entry);
			if (entries.length < entriesPerPart) continue;
			hashes.push(await add(JSON.stringify(entries)));
			entries = [];
		}
		hashes.push(await add(JSON.stringify(entries)));
		parts[name] = hashes;
	}
	return parts;
}
