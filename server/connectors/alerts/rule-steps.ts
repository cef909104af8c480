/**
 * The steps of a rule: it opens, adds to and ends what customers see, or a draft of it, with the
 * command handler as the only writer. Each step has an idempotency key, so that a server which stopped
 * between the commit and its own note finds the commit again.
 */
import { createHash } from 'node:crypto';
import { isAutomationOn, namedComponents, type Rule } from '../../../src/model/alerts/match-rule.ts';
import { ruleActor } from '../../../src/model/alerts/rule-actor.ts';
import type { Command } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { PolicyPack } from '../../../src/model/policy-pack/policy-pack.ts';
import { liveRecord, type State } from '../../../src/model/state/state.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { proposal } from '../../../src/model/views/proposals.ts';
import type { Clock } from '../../core/clock.ts';
import type { CommandHandler, CommandResult } from '../../core/command-handler.ts';
import type { LiveState } from '../../core/live-state.ts';
import { proposalIn } from '../../http/v1/proposal-resource.ts';
import { coveredBy, fateOf } from './coverage.ts';
import { openCommand, resolvedBody } from './rule-commands.ts';
import type { StoredGroup } from './stored-groups.ts';

interface Dependencies {
	readonly commandHandler: CommandHandler;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly pack: PolicyPack | null;
}

/** What a step changes in its group. */
export type Outcome = Partial<StoredGroup>;

type Made = NonNullable<StoredGroup['made']>;

const offNote = 'Automation is off: candor alerts on';

export class RuleSteps {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	get #now(): number {
		return this.#dependencies.clock.now();
	}

	/** The components that exist, of those that the rule and the alerts that fire name. */
	componentsOf(rule: Rule, { alerts }: Pick<StoredGroup, 'alerts'>): string[] {
		const { state } = this.#dependencies.liveState;
		const firing = Object.values(alerts).filter((alert) => alert.firing);
		return namedComponents(rule.value, firing).filter((id) => liveRecord(state, 'component', id));
	}

	/** What {@link open} would do now, without doing it. */
	opening(rule: Rule, group: Pick<StoredGroup, 'alerts' | 'made'>) {
		const { liveState, pack } = this.#dependencies;
		const { state } = liveState;
		const components = this.componentsOf(rule, group);
		const named = rule.value.components.length > 0 || rule.value.componentLabel !== null;
		// Without its component, the notice would reach customers whom it does not concern.
		const publish = rule.value.publish && (!named || components.length > 0);
		return {
			components,
			publish,
			coveredBy: coveredBy(components, state, this.#now),
			command: openCommand(rule, components, state, pack),
		};
	}

	async open(id: string, rule: Rule, group: StoredGroup): Promise<Outcome> {
		const { state } = this.#dependencies.liveState;
		if (!isAutomationOn(state)) return { note: offNote };
		if (group.made?.notice && fateOf(group.made, state, this.#now) === 'own-ended')
			return this.#reopen(id, rule, group, group.made);
		const { components, publish, coveredBy: cover, command } = this.opening(rule, group);
		const open = { phase: 'open' as const, components, made: null };
		if (cover !== null) return { ...open, coveredBy: cover, note: `"${cover}" says it already.` };
		const step: Command = publish ? command : { type: 'draft-notice', command };
		const result = await this.#execute(rule, `${id}-${group.episode}-open`, step, (current) => {
			if (coveredBy(components, current, this.#now) !== null)
				throw new CandorError('similar-open', 'Another notice was opened at this moment.');
		});
		return { ...open, coveredBy: null, ...madeBy(result) };
	}

	/** Firing again right after its end, it is the same incident. */
	async #reopen(id: string, rule: Rule, group: StoredGroup, made: Made): Promise<Outcome> {
		const command: Command = { type: 'reopen', notice: made.notice ?? '' };
		const result = await this.#execute(rule, `${id}-${group.episode}-reopen`, command, (current) =>
			assertOwn(made, current, this.#now, 'own-ended'),
		);
		const { note } = madeBy(result);
		return { phase: 'open', made: { ...made, seq: result?.commit.seq ?? made.seq }, note };
	}

	/** More components, once more alerts fire. `null`: there is nothing to add. */
	async add(id: string, rule: Rule, group: StoredGroup): Promise<Outcome | null> {
		const { liveState } = this.#dependencies;
		const { made, components } = group;
		const more = this.componentsOf(rule, group).filter((each) => !components.includes(each));
		if (more.length === 0 || !made || !isAutomationOn(liveState.state)) return null;
		// What a person has changed is the person's.
		if (fateOf(made, liveState.state, this.#now) !== 'own') return null;
		const all = [...components, ...more];
		const key = createHash('sha256').update(all.join()).digest('hex').slice(0, 16);
		const result = await this.#execute(
			rule,
			`${id}-${group.episode}-add-${key}`,
			this.#addition(made, all, more),
			(current) => assertOwn(made, current, this.#now, 'own'),
		);
		return { components: all, made: { ...made, seq: result?.commit.seq ?? made.seq } };
	}

	#addition(made: Made, all: readonly string[], more: readonly string[]): Command {
		const affected = all.map((component) => ({ component }));
		if (made.notice === null) return { type: 'edit-draft', draft: made.draft ?? '', change: { affected } };
		const before = notice(this.#dependencies.liveState.state, made.notice)?.value.affected ?? [];
		return {
			type: 'edit-notice',
			notice: made.notice,
			affected: [...before, ...more.map((component) => ({ component }))],
		};
	}

	/** Ends what the rule made, unless a person has changed it. */
	async end(id: string, rule: Rule | undefined, group: StoredGroup): Promise<Outcome> {
		const { state } = this.#dependencies.liveState;
		const { made, components, episode } = group;
		if (!made || !rule) return { phase: 'closed' };
		if (!isAutomationOn(state)) return { note: offNote };
		const fate = fateOf(made, state, this.#now);
		if (fate !== 'own') return { phase: 'closed', note: fate === 'changed' ? changedNote : null };
		if (!rule.value.ends) return { phase: 'closed', note: 'The rule leaves the end to a person.' };
		const body = resolvedBody(rule, components, state);
		const command: Command =
			made.notice === null
				? { type: 'discard-draft', draft: made.draft ?? '' }
				: { type: 'resolve', notice: made.notice, ...(body && { body }) };
		const result = await this.#execute(rule, `${id}-${episode}-end`, command, (current) =>
			assertOwn(made, current, this.#now, 'own'),
		);
		const seq = result?.commit.seq ?? made.seq;
		const waits = result && command.type === 'resolve' && proposalIn(result.commit);
		return {
			phase: 'closed',
			made: { ...made, seq },
			note: waits ? 'The end waits for a second person (candor drafts).' : null,
		};
	}

	#execute(
		rule: Rule,
		key: string,
		command: Command,
		check: (state: State) => void,
	): Promise<CommandResult | null> {
		return this.#dependencies.commandHandler.execute({
			command,
			actor: ruleActor(rule.id),
			source: 'alert',
			idempotency: { key: `alert-${key}`, fingerprint: 'alert' },
			precondition: (state) => {
				if (!isAutomationOn(state)) throw new CandorError('precondition-failed', offNote);
				check(state);
			},
		});
	}
}

const changedNote = 'A person has changed it, so it is for a person to end it.';

function assertOwn(made: Made, state: State, now: number, expected: 'own' | 'own-ended'): void {
	if (fateOf(made, state, now) !== expected) throw new CandorError('precondition-failed', changedNote);
}

/** What an opening has made: a notice, or a draft where the rule or two persons ask for one. */
function madeBy(result: CommandResult | null): Pick<StoredGroup, 'made' | 'note'> {
	if (!result) return { made: null, note: null };
	const { commit } = result;
	const draft = proposalIn(commit)?.id ?? null;
	const opened = commit.changes.find(({ kind }) => kind === 'notice')?.id ?? null;
	const note = draft !== null && proposal(result.state, draft)?.value.reasons.length ? waitsNote : null;
	return { made: { draft, notice: draft === null ? opened : null, seq: commit.seq }, note };
}

const waitsNote = 'The draft waits for a second person (candor drafts).';
