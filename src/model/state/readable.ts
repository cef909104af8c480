import { CandorError } from '../errors.ts';
import { decoders } from '../wire/read-frames.ts';
import { type State, type StateRecord, stateWith } from './state.ts';

const decodedRecords = new WeakMap<StateRecord, StateRecord | null>();
const decodedStates = new WeakMap<State, State>();

/** The record with its value decoded in full. `null` if that fails. */
function decode(record: StateRecord): StateRecord | null {
	const { kind, value } = record;
	if (!value) return record;
	try {
		return Object.hasOwn(decoders, kind) ? { ...record, value: decoders[kind]?.(value) as object } : null;
	} catch (error) {
		// Any other error is a bug.
		if (!(error instanceof CandorError)) throw error;
		return null;
	}
}

/**
 * The state with all values decoded in full, so that elements may show them: the client has decoded only the essential fields. A
 * record that cannot be decoded is left out. The same state, and the same record, give the same result again.
 */
export function readable(state: State): State {
	const known = decodedStates.get(state);
	if (known) return known;
	const records = [...state.records.values()].flatMap((record) => {
		const known = decodedRecords.get(record);
		const decoded = known === undefined ? decode(record) : known;
		decodedRecords.set(record, decoded);
		return decoded ?? [];
	});
	const decoded = stateWith(state.seq, records);
	decodedStates.set(state, decoded);
	return decoded;
}
