/** Reminders that steps after an outage are due. */
import type { JsonObject } from '../api/response.ts';
import { stepName } from '../render/checklist.ts';
import { oneLine } from '../terminal-text.ts';
import type { MaintenanceReminder } from './maintenance-reminders.ts';

/** `null` for any other event. */
export function readChecklistReminder(name: string, data: JsonObject | null): MaintenanceReminder | null {
	const { seq, notice, title, steps } = data ?? {};
	if (name !== 'checklist' || typeof seq !== 'number' || !Array.isArray(steps)) return null;
	if (typeof notice !== 'string' || typeof title !== 'string') return null;
	const names = steps.map((step) => stepName(String(step))).join(', ');
	return {
		...{ seq, type: 'checklist', notice },
		textFor: () => `Due after “${oneLine(title)}”: ${names}. See: candor checklist ${oneLine(notice)}`,
	};
}
