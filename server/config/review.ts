/** `CANDOR_REVIEW`: the lanes that review drafts which wait, each with its time. */
import { z } from 'zod';
import { parseDuration } from '../../src/model/duration.ts';
import type { LaneLimit } from '../../src/model/proposals/reviews.ts';
import { reviewLanes as lanes } from '../../src/model/vocabulary.ts';
import { list } from './values.ts';

const defaultLimit = '30m';
const [shortestMs, longestMs] = [60_000, 7 * 86_400_000];

const hint = `Use some of ${lanes.join(', ')}, each once, separated by commas. A time from 1m to 7d may follow, such as legal:1h (${defaultLimit}).`;

function laneLimit(text: string): LaneLimit | null {
	const [name, time = defaultLimit, ...rest] = text.split(':');
	const lane = lanes.find((each) => each === name);
	const limitMs = parseDuration(time) ?? Number.NaN;
	return lane && rest.length === 0 && limitMs >= shortestMs && limitMs <= longestMs
		? { lane, limitMs }
		: null;
}

export const reviewLanes = list
	.transform((entries) => entries.map(laneLimit))
	.refine(
		(limits) => limits.length > 0 && new Set(limits.map((each) => each?.lane)).size === limits.length,
		hint,
	)
	.pipe(z.array(z.custom<LaneLimit>((limit) => limit !== null, hint)));
