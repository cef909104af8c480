/** The public projection: what may leave the server. */
import type { PublicKind } from '../generated/record-types.ts';
import { type State, stateWith } from './state.ts';

const publicKinds = {
	page: true,
	component: true,
	notice: true,
	update: true,
	remedy: true,
	postmortem: true,
} as const satisfies Record<PublicKind, true>;

/** Whether a record may leave the server. Any other kind is private, also one that this version does not know. */
export const isPublic = ({ kind }: { readonly kind: string }): boolean => Object.hasOwn(publicKinds, kind);

/** The public records of a state. Its `seq` is that of the whole state, so that cursors stay comparable. */
export const publicState = (state: State): State =>
	stateWith(state.seq, state.records.list.toArray().filter(isPublic));
