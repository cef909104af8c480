import type { CommandOf } from '../commands/command.ts';
import { newPage } from '../new-record.ts';
import type { KnownChange } from '../state/commit.ts';

export const putPage = ({
	name,
	statusUrl = null,
	supportUrl = null,
	subscribe = [],
}: CommandOf<'put-page'>): KnownChange[] => [
	{ kind: 'page', id: 'page', value: newPage({ name, statusUrl, supportUrl, subscribe }) },
];
