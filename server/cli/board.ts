/** The server's answers as a State of the model, so that the command line asks the same views as everybody else. */

import { CandorError } from '../../src/model/errors.ts';
import { emptyState, merge, type State, type StateRecord } from '../../src/model/state/commit.ts';
import { components, type Notice, notice } from '../../src/model/views/notices.ts';
import { readRecords } from '../../src/model/wire/values.ts';
import { isJson, type Json, objectIn, objectsIn } from './answer.ts';
import type { Client } from './client.ts';
import { Failure } from './exit.ts';
import { harmless, oneLine } from './harmless.ts';

/** A state of records whose words are harmless. The only way in which this command line comes by one. */
export const layOver = (state: State, seq: number, records: readonly StateRecord[]): State =>
	merge(state, seq, harmless(records));

/** What was asked of the server, once as it came and once as a State. */
export interface Board {
	readonly answer: Json;
	readonly state: State;
}

/** Notices with their updates: those that are open or announced, or the newest 100 of all. */
export async function readNotices(client: Client, which: 'current' | 'all'): Promise<Board> {
	const answer = objectIn(await client.read(`v1/notices?state=${which}&limit=100`));
	return { answer, state: objectsIn(answer, 'notices').reduce(withNotice, emptyState) };
}

/** The same, with the names of the components. One after the other: a server in trouble is then told of once. */
export async function readBoard(client: Client, which: 'current' | 'all'): Promise<Board> {
	const { answer, state } = await readNotices(client, which);
	return {
		answer,
		state: withComponents(state, objectsIn(await client.read('v1/components'), 'components')),
	};
}

/** A state with a notice resource and its updates laid over it. */
export function withNotice(state: State, resource: Json): State {
	const updates = Array.isArray(resource.updates) ? resource.updates.map(objectIn) : [];
	const { seq } = resource;
	return checked(state, [
		{ kind: 'notice', id: resource.id, seq, value: resource },
		...updates.map((update) => ({ kind: 'update', id: update.id, seq, value: update })),
	]);
}

export const withComponents = (state: State, resources: readonly Json[]): State =>
	checked(
		state,
		resources.map(({ id, seq, ...value }) => ({ kind: 'component', id, seq, value })),
	);

/** Lays over what the guard of the wire lets through; the newest record's seq is the state's. */
function checked(state: State, candidates: readonly object[]): State {
	try {
		const records = readRecords(candidates);
		return layOver(state, Math.max(0, ...records.map(({ seq }) => seq)), records);
	} catch (error) {
		if (error instanceof CandorError) throw new Failure('unreachable', error.message, error.code);
		throw error;
	}
}

/** Whether a value can be read as a notice with its updates. */
export function isNotice(value: unknown): value is Json {
	if (!isJson(value)) return false;
	try {
		return notice(withNotice(emptyState, value), harmless(String(value.id))) !== undefined;
	} catch (error) {
		if (error instanceof Failure) return false;
		throw error;
	}
}

/** The notice of an answer that held it. */
export function noticeIn(state: State, resource: Json): Notice {
	const found = notice(state, String(resource.id));
	if (!found) throw new Failure('unreachable', 'The server answered without the notice that was asked for.');
	return found;
}

/** A component's name; its id where nobody knows it. */
export const nameOf = (state: State, id: string, now: number): string =>
	oneLine(components(state, now).find((component) => component.id === id)?.value.name ?? id);
