import { scenarioTime } from '../../../model/drills/scenario-time.ts';
import { parseDuration } from '../../../model/duration.ts';
import type { Schema } from '../../api/client.ts';

export type Scenario = Schema<'DrillScenarios'>['scenarios'][number];

/** How many times faster than real time. */
export const speeds = [1, 5, 10, 20, 60, 120] as const;

/** How long a scenario lasts at a speed, for people. */
export function lengthText({ steps }: Pick<Scenario, 'steps'>, speed: number): string {
	const lastMs = parseDuration(steps.at(-1)?.at ?? '0s') ?? 0;
	return scenarioTime(lastMs / 1_000 / speed);
}
