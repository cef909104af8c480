/** The schemas of requests and answers about drills. */
import { z } from '@hono/zod-openapi';
import { components, faultKinds, scenario, speed, steps } from '../../src/model/drills/scenario.ts';
import { parseDuration } from '../../src/model/duration.ts';
import { line } from '../../src/model/records/fields.ts';
import { storedDrill } from './stored-drill.ts';

export const startDrill = z
	.strictObject({
		title: line(120),
		speed: speed.default(1).describe('How many times faster than real time. Promises become shorter too.'),
		components: components
			.default([])
			.describe('Components that exist in the drill only, beside those of the server.'),
		steps: steps.optional().describe('What the server plays, as in a scenario. Default: nothing.'),
		people: z
			.boolean()
			.default(false)
			.describe('Plays only the alerts and the faults. The drill goes on until an operator ends it.'),
	})
	.openapi('StartDrill');

export const fault = z
	.strictObject({
		kind: z
			.enum(faultKinds)
			.describe('`cut`: ends all viewers’ streams once. `unavailable`: refuses viewers for a while.'),
		for: z
			.string()
			.default('0s')
			.refine((text) => (parseDuration(text) ?? Number.POSITIVE_INFINITY) <= 3_600_000, {
				message: 'Use a duration such as 30s or 5m, at most 1h.',
			})
			.describe('Real time, at most 1h.'),
	})
	.openapi('DrillFault');

export const drill = storedDrill
	.extend({
		id: z.string(),
		state: z
			.enum(['running', 'ended', 'interrupted'])
			.describe('`interrupted`: the server stopped before the drill had ended.'),
		startedBy: z.string().nullable().describe('The name of the operator’s token.'),
		live: z.string().nullable().describe('The address of the drill’s own API; only while it runs.'),
	})
	.openapi('Drill');
const instant = z.iso.datetime().nullable();
export const drillList = z
	.strictObject({
		drills: z.array(drill),
		due: z
			.strictObject({
				last: instant.describe('When the last drill ended. `null`: there was none.'),
				every: z.string().nullable().describe('How often the policy pack expects one. `null`: no pack.'),
				criticalEvery: z.string().nullable().describe('The same for what is critical.'),
				next: instant.describe(
					'When the policy pack expects the next drill. `null`: no pack, or no drill yet.',
				),
				critical: instant.describe('The same for what is critical.'),
			})
			.describe('Counted from the last drill that ended.'),
	})
	.openapi('Drills');
export const viewer = z
	.strictObject({
		token: z.string().describe('Lets a person watch this drill and nothing else.'),
		expiresAt: z.iso.datetime(),
		link: z.string().describe('A path on this server. The token is in its fragment, which no server gets.'),
	})
	.openapi('DrillViewer');

export const scenarioList = z
	.strictObject({ scenarios: z.array(scenario.extend({ name: z.string() })) })
	.openapi('DrillScenarios');
