import { effectivePhase, type Notice } from '../../model/views/notices.ts';
import type { Told } from './look.ts';

/** Whether the reader has not been told this yet; from now on they have. */
export function isNews(told: Told, { id, value }: Notice, now: number): boolean {
	const { latestUpdate, impact, title } = value;
	const words = [latestUpdate, effectivePhase(value, now), impact, title].join();
	return told.get(id) !== words && !!told.set(id, words);
}
