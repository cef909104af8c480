/**
 * How the text of a snapshot becomes a frame. A script for the feed of another vendor replaces it
 * before it opens the feed; candor.js does not.
 */
import { readSnapshot } from '../../model/wire/essentials.ts';
import type { SnapshotFrame } from '../../model/wire/frames.ts';

/** Throws for a text that is not such a feed. */
export type ReadFeed = (text: string) => SnapshotFrame;

export let readFeed: ReadFeed = readSnapshot;

export function setFeedReader(read: ReadFeed): void {
	readFeed = read;
}
