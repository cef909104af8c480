import type { KnownChange } from '../state/commit.ts';
import type { Context } from './context.ts';

export const recordDrill = ({ now }: Pick<Context, 'now'>): KnownChange[] => [
	{ kind: 'drill-held', id: 'drill', value: { endedAt: now } },
];
