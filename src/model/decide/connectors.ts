/** What happens to alert sources and channels, for the audit log. */
import type { CommandOf } from '../commands/command.ts';
import type { KnownChange } from '../state/commit.ts';

/** A source and a channel may have the same name. */
const recordId = (direction: 'in' | 'out', id: string): string => `${direction}:${id}`;

export const putConnector = ({ type: _, id, ...value }: CommandOf<'put-connector'>): KnownChange[] => [
	{ kind: 'connector', id: recordId(value.direction, id), value },
];

export const removeConnector = ({ id, direction }: CommandOf<'remove-connector'>): KnownChange[] => [
	{ kind: 'connector', id: recordId(direction, id), value: null },
];
