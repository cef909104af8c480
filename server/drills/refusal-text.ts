import { z } from 'zod';
import type { ScenarioRequest } from '../../src/model/drills/scenario-requests.ts';
import type { DrillAnswer } from './drill-client.ts';

const problem = z.object({
	detail: z.string(),
	issues: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** The most mistakes of a step that are named. */
const mostIssues = 5;

/** Why a step of a scenario could not be played, for the person who wrote it. */
export function refusalText(
	{ step, action }: Pick<ScenarioRequest, 'step' | 'action'>,
	{ status, body }: DrillAnswer,
): string {
	const { data } = problem.safeParse(body);
	const issues = data?.issues.slice(0, mostIssues).map(({ path, message }) => `${path}: ${message}`) ?? [];
	const reason = data ? [data.detail, ...issues].join(' ') : `The server answered with the status ${status}.`;
	return `Step ${step} of the scenario (${action}): ${reason}`;
}
