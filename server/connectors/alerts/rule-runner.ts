/**
 * Applies the operators' rules to alerts: keeps what fires in the private store, and acts when a
 * hold-down is over (docs/how-to/alerts.md). One message, or one step, is dealt with after the other.
 */
import type { Logger } from 'pino';
import type { Alert } from '../../../src/model/alerts/alert.ts';
import { nextDue } from '../../../src/model/alerts/alert-group.ts';
import { rule as findRule, groupOf, ruleFor } from '../../../src/model/alerts/match-rule.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { ReportError } from '../../core/report-error.ts';
import { withAlerts } from './apply-alerts.ts';
import type { Outcome, RuleSteps } from './rule-steps.ts';
import { type Group, groupId, type StoredGroup, type StoredGroups } from './stored-groups.ts';
import type { StoredSources } from './stored-sources.ts';

/** Another server may have written groups, and the clock may have been set. */
const longestWaitMs = 60_000;
const mostGroups = 1_000;

interface Dependencies {
	readonly groups: StoredGroups;
	readonly sources: StoredSources;
	readonly steps: RuleSteps;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly reportError: ReportError;
}

export class RuleRunner {
	readonly #dependencies: Dependencies;
	readonly #unsubscribe: () => void;
	#newest: Promise<unknown> = Promise.resolve();
	#cancelTimer = (): void => undefined;
	#isClosed = false;

	private constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#unsubscribe = dependencies.liveState.subscribe(({ changes }) => {
			if (changes.some(({ kind }) => kind === 'automation' || kind === 'rule')) this.#schedule(0);
		});
	}

	/** Continues with the groups of the private store. */
	static async open(dependencies: Dependencies): Promise<RuleRunner> {
		const runner = new RuleRunner(dependencies);
		await dependencies.groups.readAll();
		runner.#schedule(0);
		return runner;
	}

	/**
	 * Resolves once the alerts are on disk, to the number of those that a rule matches. Throws
	 * CandorError `too-many` or `busy`.
	 */
	receive(source: string, alerts: readonly Alert[]): Promise<number> {
		return this.#enqueue(async () => {
			const { groups, sources, liveState, clock } = this.#dependencies;
			// It was removed while its message was read: nothing would ever end these alerts.
			if (!(await sources.find(source))) return 0;
			const byGroup = new Map<string, { rule: string; alerts: Alert[] }>();
			let matched = 0;
			for (const alert of alerts) {
				const rule = ruleFor(liveState.state, source, alert);
				if (!rule) continue;
				matched++;
				const id = groupId(source, rule.id, groupOf(rule.value, alert));
				const entry = byGroup.get(id) ?? { rule: rule.id, alerts: [] };
				entry.alerts.push(alert);
				byGroup.set(id, entry);
			}
			if (groups.known.length + byGroup.size > mostGroups) this.#assertRoomFor([...byGroup.keys()]);
			for (const [id, { rule, alerts: own }] of byGroup)
				await groups.update(id, (group) => withAlerts(group, { source, rule }, own, clock.now()));
			this.#schedule(0);
			return matched;
		});
	}

	/** Drops the alerts of a source that was removed. What rules have made stays. */
	forget(source: string): Promise<void> {
		return this.#enqueue(async () => {
			const { groups } = this.#dependencies;
			await groups.readAll();
			for (const { id, value } of groups.known)
				if (value.source === source) await groups.update(id, () => null);
		});
	}

	get groups(): readonly Group[] {
		return this.#dependencies.groups.known;
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		this.#unsubscribe();
		this.#cancelTimer();
		await this.#newest;
	}

	#assertRoomFor(ids: readonly string[]): void {
		const known = new Set(this.groups.map(({ id }) => id));
		if (known.size + ids.filter((id) => !known.has(id)).length > mostGroups)
			throw new CandorError(
				'too-many',
				`Rules watch ${mostGroups} groups of alerts already. Group them by fewer labels (groupBy), or match fewer.`,
			);
	}

	#enqueue<Result>(act: () => Promise<Result>): Promise<Result> {
		const result = this.#newest.then(act);
		this.#newest = result.catch(() => undefined);
		return result;
	}

	#schedule(waitMs: number): void {
		this.#cancelTimer();
		if (this.#isClosed) return;
		this.#cancelTimer = this.#dependencies.clock.after(Math.min(waitMs, longestWaitMs), () => {
			void this.#enqueue(() => this.#actOnAll());
		});
	}

	async #actOnAll(): Promise<void> {
		const { groups, reportError, clock } = this.#dependencies;
		let next = longestWaitMs;
		try {
			await groups.readAll();
			for (const group of groups.known) next = Math.min(next, (await this.#act(group)) - clock.now());
		} catch (error) {
			reportError(error, 'alerts could not be dealt with');
		}
		this.#schedule(Math.max(next, 0));
	}

	/** Does what is due; resolves to the time at which the group must be looked at again. */
	async #act({ id, value }: Group): Promise<number> {
		const { steps, liveState, clock, groups } = this.#dependencies;
		const now = clock.now();
		const later = now + longestWaitMs;
		const rule = findRule(liveState.state, value.rule);
		if (!rule?.value.enabled) {
			await groups.update(id, () => null);
			return later;
		}
		if (value.phase === 'open') await this.#step(value, id, () => steps.add(id, rule, value));
		const isDraft = value.made?.draft != null;
		const due = nextDue(value, rule.value, isDraft);
		if (!due) return later;
		if (due.at > now) return due.at;
		if (due.due === 'forget') {
			await groups.update(id, (group) => (group?.quietSince === value.quietSince ? null : group));
			return later;
		}
		if (due.due === 'end' && this.#isCoverOfOthers(value)) return later;
		const act = due.due === 'open' ? steps.open : steps.end;
		await this.#step(value, id, () => act.call(steps, id, rule, value));
		const after = groups.known.find((group) => group.id === id)?.value;
		const following = after && after.phase !== value.phase && nextDue(after, rule.value, isDraft);
		return following ? following.at : later;
	}

	/** Whether alerts of another group still fire, and what this one made says so. */
	#isCoverOfOthers({ made }: StoredGroup): boolean {
		const id = made?.notice ?? made?.draft;
		return this.groups.some(
			({ value }) => value.phase === 'open' && value.quietSince === null && value.coveredBy === id && id,
		);
	}

	async #step(value: StoredGroup, id: string, act: () => Promise<Outcome | null>): Promise<void> {
		const { groups, logger } = this.#dependencies;
		let outcome: Outcome | null;
		try {
			outcome = await act();
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			// It is tried again after a minute: an operator may have corrected the rule.
			outcome = { note: error.message };
			if (value.note !== error.message)
				logger.warn({ rule: value.rule, source: value.source, err: error }, 'a rule could not act');
		}
		if (!outcome || (outcome.phase === undefined && !outcome.made && outcome.note === value.note)) return;
		const changed = outcome;
		await groups.update(id, (group) => group && { ...group, ...changed });
		const { rule, source } = value;
		if (changed.phase)
			logger.info({ rule, source, phase: changed.phase, made: changed.made }, 'a rule acted');
	}
}
