/** Starts from a checkpoint instead of the first commit of the log. */
import { setImmediate } from 'node:timers/promises';
import { StateOfColumns } from '../../../src/model/state/record-columns.ts';
import type { State } from '../../../src/model/state/state.ts';
import type { Log } from '../log/log.ts';
import type { Projections } from '../projections/projections.ts';
import { type Checkpoint, hashOf, makerOf, readHead } from './checkpoint.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import { readRecordsText } from './record-parts.ts';

/** How many parts are read at once: a few milliseconds. */
const partsAtOnce = 50;

/** Why a checkpoint is not used, for the server's log. */
export interface Unusable {
	readonly unusable: string;
}

/**
 * The checkpoint of this log that this program can use. It is compared with the log: with its
 * identity, and with the commit that is its last one.
 *
 * @param text - Of the head.
 */
export async function usableCheckpoint(
	log: Log,
	text: string,
	projections: Projections,
): Promise<Checkpoint | Unusable> {
	const checkpoint = readHead(text);
	if (!checkpoint) return { unusable: 'it is damaged' };
	const { maker, site, seq, at, actor } = checkpoint;
	if (maker !== makerOf(projections)) return { unusable: 'another version of Candor has written it' };
	if (site !== log.site) return { unusable: 'it belongs to another log' };
	const [last] = await log.read(seq - 1, 1);
	if (!last) return { unusable: `the log ends before its last commit ${seq}` };
	if (last.at !== at || last.actor !== actor)
		return { unusable: `commit ${seq} of the log is not its last commit` };
	return checkpoint;
}

export const missingPart: Unusable = { unusable: 'a part of it is damaged or missing' };

/** The texts of the parts, in order. Throws {@link missingPart}. Other work runs between them. */
export async function* textsOf(store: CheckpointStore, hashes: readonly string[]): AsyncGenerator<string> {
	for (let index = 0; index < hashes.length; index += partsAtOnce) {
		const wanted = hashes.slice(index, index + partsAtOnce);
		const texts = new Map((await store.parts(wanted)).map((text) => [hashOf(text), text]));
		for (const hash of wanted) {
			const text = texts.get(hash);
			if (text === undefined) throw missingPart;
			yield text;
		}
		await setImmediate();
	}
}

/** Gives new projections what they knew. Throws {@link missingPart}. */
export async function restoreProjections(
	store: CheckpointStore,
	checkpoint: Checkpoint,
	projections: Projections,
): Promise<void> {
	for (const [name, projection] of Object.entries(projections.stored))
		for await (const text of textsOf(store, checkpoint.projections[name] ?? []))
			for (const entry of JSON.parse(text) as readonly unknown[]) projection.restore(entry);
}

/** The state after its last commit. Throws {@link missingPart}. */
export async function restoreState(store: CheckpointStore, checkpoint: Checkpoint): Promise<State> {
	const made = new StateOfColumns();
	for await (const text of textsOf(store, checkpoint.records)) {
		const { columns, records } = readRecordsText(text);
		made.add(columns, records);
	}
	return made.state(checkpoint.seq);
}

export interface Restored {
	readonly state: State;
	readonly projections: Projections;
}

/**
 * `null`: there is no checkpoint.
 *
 * @param newProjections - Called for each try: a part that is missing leaves them half restored.
 */
export async function readCheckpoint(
	log: Log,
	newProjections: () => Projections,
): Promise<Restored | Unusable | null> {
	const store = log.checkpoints;
	if (!store) return null;
	try {
		const { text } = await store.head();
		if (text === null) return null;
		const projections = newProjections();
		const checkpoint = await usableCheckpoint(log, text, projections);
		if ('unusable' in checkpoint) return checkpoint;
		await restoreProjections(store, checkpoint, projections);
		return { state: await restoreState(store, checkpoint), projections };
	} catch (error) {
		if (error === missingPart) return missingPart;
		// The log says the same, and reading it finds what is wrong with the database.
		return { unusable: error instanceof Error ? error.message : String(error) };
	}
}
