/** The scenarios of the package, one for each policy pack of a trade. */
import { type Scenario, scenario } from '../../src/model/drills/scenario.ts';
import { readDataFile } from '../core/embedded-package.ts';

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
			const url = new URL(`./data/${name}.json`, import.meta.url);
			const text = await readDataFile(`server/drills/data/${name}.json`, url);
			return { name, ...scenario.parse(JSON.parse(text)) };
		}),
	);
