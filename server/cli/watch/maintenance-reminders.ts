/** Reminders of maintenance: it begins soon, or an occurrence of a series could not be announced. */
import type { JsonObject } from '../api/response.ts';
import type { Style } from '../render/style.ts';
import { clockTime, relativeTime } from '../render/time.ts';
import { oneLine, textOf } from '../terminal-text.ts';

export interface MaintenanceReminder {
	readonly seq: number;
	readonly type: 'maintenance' | 'held' | 'drill' | 'checklist';
	readonly notice?: string;
	readonly textFor: (style: Style) => string;
}

/** `null` for any other event. */
export function readMaintenance(name: string, data: JsonObject | null): MaintenanceReminder | null {
	const { seq, notice, title, startsAt, series, day, held } = data ?? {};
	if (typeof seq !== 'number' || typeof title !== 'string') return null;
	const what = `“${oneLine(title)}”`;
	if (name === 'maintenance' && typeof notice === 'string' && !Number.isNaN(Date.parse(String(startsAt))))
		return {
			...{ seq, type: 'maintenance', notice },
			textFor: (style) =>
				`Maintenance begins ${relativeTime(String(startsAt), style.now)}: ${what}, at ${clockTime(String(startsAt), style)}`,
		};
	if (name !== 'occurrence' || [series, day, held].some((text) => typeof text !== 'string')) return null;
	const text = `Not announced: ${what} on ${textOf(day)} (series ${textOf(series)}): ${textOf(held)}`;
	return { seq, type: 'held', textFor: () => text };
}
