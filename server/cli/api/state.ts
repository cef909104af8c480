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

/** How many notices of a list are read; `current`: the open and upcoming ones. */
export interface ListQuery {
	readonly which: 'current' | 'all';
	/** Default: the newest 100 of `all`, and every one of `current`. */
	readonly most?: number | undefined;
}

/** The most notices of one page. */
const pageLimit = 100;

/**
 * Notices with their updates, page by page. `body` is the first page with the notices of all of
 * them.
 */
export async function readNotices(
	client: Pick<ApiClient, 'read'>,
	{ which, most = which === 'all' ? pageLimit : Number.POSITIVE_INFINITY }: ListQuery,
): Promise<NoticeList> {
	const notices: JsonObject[] = [];
	const seenCursors = new Set<string>();
	let first: JsonObject | undefined;
	for (let query = ''; ; ) {
		const limit = Math.min(pageLimit, most - notices.length);
		const body = requireObject(await client.read(`v1/notices?state=${which}&limit=${limit}${query}`));
		first ??= body;
		notices.push(...requireObjects(body, 'notices'));
		const { next } = body;
		// A server of an earlier version has no `next`, and a faulty one could repeat it.
		const isLast = typeof next !== 'string' || seenCursors.has(next);
		if (isLast || notices.length >= most)
			return {
				body: { ...first, notices, ...('next' in body && { next: isLast ? null : next }) },
				state: notices.reduce(addNotice, emptyState),
			};
		seenCursors.add(next);
		query = `&cursor=${encodeURIComponent(next)}`;
	}
}

/**
 * The same with the components, which have the names. One request after the other, so that a
 * failing server leads to one message.
 */
export async function readNoticesAndComponents(client: ApiClient, query: ListQuery): Promise<NoticeList> {
	const { body, state } = await readNotices(client, query);
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
