/**
 * Responses of the server as a State of the model, so that commands use the same views as browsers.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { emptyState, merge, type State, type StateRecord } from '../../../src/model/state/state.ts';
import { components } from '../../../src/model/views/components.ts';
import { type Notice, notice } from '../../../src/model/views/notices.ts';
import { readRecords } from '../../../src/model/wire/read-frames.ts';
import { CliError } from '../cli-error.ts';
import { oneLine, sanitize } from '../terminal-text.ts';
import type { ApiClient } from './client.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from './response.ts';

/** Adds records to a state and sanitizes their texts. Every record is added here. */
export const mergeRecords = (state: State, seq: number, records: readonly StateRecord[]): State =>
	merge(state, seq, sanitize(records));

/** A response as the server sent it, and as a state. */
export interface NoticeList {
	readonly body: JsonObject;
	readonly state: State;
}

/** Notices with their updates: the open and upcoming ones, or the newest 100 of all. */
export async function readNotices(client: ApiClient, which: 'current' | 'all'): Promise<NoticeList> {
	const body = requireObject(await client.read(`v1/notices?state=${which}&limit=100`));
	return { body, state: requireObjects(body, 'notices').reduce(addNotice, emptyState) };
}

/**
 * The same with the components, which have the names. One request after the other, so that a
 * failing server leads to one message.
 */
export async function readNoticesAndComponents(
	client: ApiClient,
	which: 'current' | 'all',
): Promise<NoticeList> {
	const { body, state } = await readNotices(client, which);
	const list = requireObjects(await client.read('v1/components'), 'components');
	return { body, state: addComponents(state, list) };
}

/** A state with a notice resource and its updates added. */
export function addNotice(state: State, resource: JsonObject): State {
	const updates = Array.isArray(resource.updates) ? resource.updates.map(requireObject) : [];
	const { seq } = resource;
	return addChecked(state, [
		{ kind: 'notice', id: resource.id, seq, value: resource },
		...updates.map((update) => ({ kind: 'update', id: update.id, seq, value: update })),
	]);
}

export const addComponents = (state: State, resources: readonly JsonObject[]): State =>
	addChecked(
		state,
		resources.map(({ id, seq, ...value }) => ({ kind: 'component', id, seq, value })),
	);

/** Adds the records that the wire's decoder accepts, with the seq of the newest one. */
function addChecked(state: State, candidates: readonly object[]): State {
	try {
		const records = readRecords(candidates);
		return mergeRecords(state, Math.max(0, ...records.map(({ seq }) => seq)), records);
	} catch (error) {
		if (error instanceof CandorError) throw new CliError('unreachable', error.message, error.code);
		throw error;
	}
}

/** Whether a value is a notice resource, updates included. */
export function isNoticeResource(value: unknown): value is JsonObject {
	if (!isObject(value)) return false;
	try {
		return notice(addNotice(emptyState, value), sanitize(String(value.id))) !== undefined;
	} catch (error) {
		if (error instanceof CliError) return false;
		throw error;
	}
}

/** The notice that was requested, from a state to which its resource was added. */
export function requireNotice(state: State, resource: JsonObject): Notice {
	const found = notice(state, String(resource.id));
	if (!found) throw new CliError('unreachable', 'The server’s response lacks the requested notice.');
	return found;
}

/** A component's name; its id if the state lacks the component. */
export const componentName = (state: State, id: string, now: number): string =>
	oneLine(components(state, now).find((component) => component.id === id)?.value.name ?? id);
