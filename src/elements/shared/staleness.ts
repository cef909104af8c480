import type { FeedSnapshot } from '../../client/index.ts';

/** Whether what is known may be so no longer: the server was not heard for a while, or never. */
export const isStale = ({ connection, heardAt }: FeedSnapshot, now: number): boolean =>
	heardAt === null || (connection !== 'live' && now - heardAt >= (isAtEase(connection) ? 90_000 : 30_000));

/** Who polls, or was sent away for a moment, does not hear the server all the time, and has lost nothing. */
export const isAtEase = (connection: string): boolean => connection === 'polling' || connection === 'retired';
