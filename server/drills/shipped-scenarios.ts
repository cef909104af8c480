/** The scenarios of the package, one for each policy pack of a trade. */
import { readFile } from 'node:fs/promises';
import { type Scenario, scenario } from '../../src/model/drills/scenario.ts';

export const scenarioNames = [
	'card-payments',
	'checkout-at-peak',
	'eight-hours',
	'patient-records',
	'live-event',
] as const;

export type ShippedScenario = Scenario & { readonly name: string };

export const shippedScenarios = (): Promise<ShippedScenario[]> =>
	Promise.all(
		scenarioNames.map(async (name) => {
			const text = await readFile(new URL(`./data/${name}.json`, import.meta.url), 'utf8');
			return { name, ...scenario.parse(JSON.parse(text)) };
		}),
	);
