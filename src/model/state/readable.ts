import { CandorError } from '../errors.ts';
import { values } from '../wire/values.ts';
import type { State, StateRecord } from './commit.ts';

const records = new WeakMap<StateRecord, StateRecord | null>();
const states = new WeakMap<State, State>();

/** A record with a checked value; `null` for what cannot be read. */
function read(record: StateRecord): StateRecord | null {
	const { kind, value } = record;
	if (!value) return record;
	try {
		return Object.hasOwn(values, kind) ? { ...record, value: values[kind]?.(value) as object } : null;
	} catch (error) {
		// Anything else is a fault of ours.
		if (!(error instanceof CandorError)) throw error;
		return null;
	}
}

/**
 * A state whose values may be shown: a page's client has checked only what it goes by itself. A record that cannot be read
 * is not there, and disturbs nothing else. The same state, and the same record, give the same again.
 */
export function readable(state: State): State {
	const known = states.get(state);
	if (known) return known;
	const found = { ...state, records: new Map<string, StateRecord>() };
	for (const [key, record] of state.records) {
		const before = records.get(record);
		const checked = before === undefined ? read(record) : before;
		records.set(record, checked);
		if (checked) found.records.set(key, checked);
	}
	states.set(state, found);
	return found;
}
