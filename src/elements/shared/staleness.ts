/**
 * How long ago the state may have been current before what is shown is marked as possibly out of
 * date.
 */
import type { FeedSnapshot } from '../../client/index.ts';

const intermittentMs = 90_000;
const disconnectedMs = 30_000;

export const isStale = ({ connection, heardAt }: FeedSnapshot, now: number): boolean =>
	heardAt === null ||
	(connection !== 'live' && now - heardAt >= (isIntermittent(connection) ? intermittentMs : disconnectedMs));

/**
 * Whether time without contact is normal: between two polls, or while a server drains its
 * connections.
 */
export const isIntermittent = (connection: string): boolean =>
	connection === 'polling' || connection === 'retired';
