import { effectivePhase, type Notice } from '../../model/views/notices.ts';

/**
 * What an element last announced about each notice, by the notice's id. It belongs to the element:
 * a banner whose renderer changes announces nothing twice.
 */
export type AnnouncedNotices = Map<string, string>;

/** Records the notice as announced. Returns whether there was something new to announce. */
export function markAnnounced(announced: AnnouncedNotices, { id, value }: Notice, now: number): boolean {
	const { latestUpdate, impact, title } = value;
	const content = [latestUpdate, effectivePhase(value, now), impact, title].join();
	if (announced.get(id) === content) return false;
	announced.set(id, content);
	return true;
}
