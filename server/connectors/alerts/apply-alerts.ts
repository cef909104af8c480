/** A group of alerts after a message of its source. */
import type { Alert } from '../../../src/model/alerts/alert.ts';
import { newGroup, withFiring } from '../../../src/model/alerts/alert-group.ts';
import type { StoredAlert, StoredGroup } from './stored-groups.ts';

/** A group with more alerts keeps those that fire. */
const mostAlerts = 200;

/** `null` in and out: there is no such group, and an alert that has ended does not make one. */
export function withAlerts(
	group: StoredGroup | null,
	{ source, rule }: Pick<StoredGroup, 'source' | 'rule'>,
	alerts: readonly Alert[],
	now: number,
): StoredGroup | null {
	if (!group && !alerts.some(({ firing }) => firing)) return null;
	const before = group ?? emptyGroup(source, rule, now);
	const all = new Map(Object.entries(before.alerts));
	for (const alert of alerts) {
		const known = all.get(alert.key);
		if (isOutdated(known, alert)) continue;
		const { firing, labels, summary, at } = alert;
		all.delete(alert.key);
		all.set(alert.key, { firing, labels, summary, at });
	}
	const kept = [...all].sort(([, a], [, b]) => Number(b.firing) - Number(a.firing)).slice(0, mostAlerts);
	const next = withFiring(
		before,
		kept.some(([, { firing }]) => firing),
		now,
	);
	const begins = next.phase === 'pending' && before.phase === 'closed';
	return {
		...next,
		alerts: Object.fromEntries(kept),
		...(begins && { episode: before.episode + 1, note: null, coveredBy: null }),
	};
}

/** A message that was sent before another one about the same alert, and arrived after it. */
const isOutdated = (known: StoredAlert | undefined, { at }: Alert): boolean =>
	known !== undefined && known.at !== null && at !== null && at < known.at;

const emptyGroup = (source: string, rule: string, now: number): StoredGroup => ({
	...{ source, rule, ...newGroup(now), changes: [now], alerts: {}, episode: 1 },
	...{ made: null, components: [], coveredBy: null, note: null },
});
