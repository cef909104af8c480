/** The indexes of a server's state. */
import { byStart } from './history/past-notices.ts';
import { byLastInterest } from './retention.ts';
import { byOpening, openByRank, upcomingByStart } from './views/notice-lists.ts';
import { bySeq } from './wire/missed.ts';

export const stateIndexes = [bySeq, byLastInterest, byStart, byOpening, openByRank, upcomingByStart];
