/** Reminders that the policy pack expects a drill. */
import type { JsonObject } from '../api/response.ts';
import { relativeTime } from '../render/time.ts';
import type { MaintenanceReminder } from './maintenance-reminders.ts';

const names: Readonly<Record<string, string>> = {
	regular: 'A drill is due',
	critical: 'A drill of what is critical is due',
};

/** `null` for any other event. */
export function readDrillReminder(name: string, data: JsonObject | null): MaintenanceReminder | null {
	const { seq, cadence, lastDrillAt } = data ?? {};
	const text = names[String(cadence)];
	if (name !== 'drill' || typeof seq !== 'number' || text === undefined) return null;
	if (Number.isNaN(Date.parse(String(lastDrillAt)))) return null;
	return {
		...{ seq, type: 'drill' },
		textFor: ({ now }) =>
			`${text}: the last one ended ${relativeTime(String(lastDrillAt), now)}. Hold one: candor drill`,
	};
}
