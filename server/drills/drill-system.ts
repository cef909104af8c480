/**
 * The system in which a drill takes place: a whole Candor of its own, with its log in memory. Nothing
 * of a drill can enter the server's own log, stream, history or metrics, because it is written to
 * another one.
 */
import { parseDuration } from '../../src/model/duration.ts';
import { newComponent } from '../../src/model/new-record.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { Change, Commit } from '../../src/model/state/commit.ts';
import { recordsOfKind, type State } from '../../src/model/state/state.ts';
import { impacts } from '../../src/model/vocabulary.ts';
import type { Candor } from '../candor-options.ts';
import type { Core } from '../core/open-core.ts';
import type { Sessions } from '../core/sessions/sessions.ts';
import type { Operator, Tokens } from '../core/tokens/tokens.ts';

/** Whom the player of a drill's scenario stands for, and the secret that it sends. */
export interface DrillPlayer {
	readonly token: string;
	readonly operator: Operator;
}

/** What a drill's system has that another one has not. */
export interface DrillSystemOptions {
	readonly operators: Tokens;
	/** Those of the server: who is signed in to its console is signed in to that of the drill. */
	readonly sessions: Sessions;
	readonly player: DrillPlayer;
	/** The first commit of its log. */
	readonly firstCommit: Commit;
	readonly pack: PolicyPack | null;
	/** The path of the drill's API on this server. */
	readonly basePath: string;
}

export interface DrillSystem {
	readonly candor: Candor;
	readonly core: Core;
}

export interface DrillComponent {
	readonly id: string;
	readonly name: string;
	readonly group?: string | undefined;
}

const copiedKinds = ['page', 'component', 'template'] as const;

/**
 * The first commit of a drill: the page, the components and the templates of the server, without
 * what is wrong with them now, and the components of the scenario.
 */
export function firstCommitOf(state: State, components: readonly DrillComponent[], at: string): Commit {
	const copied = copiedKinds.flatMap((kind) =>
		recordsOfKind(state, kind).map(
			({ id, value }): Change => ({
				...{ kind, id, previous: 0 },
				value: kind === 'component' ? { ...value, status: null, until: null } : value,
			}),
		),
	);
	const known = new Set(copied.filter(({ kind }) => kind === 'component').map(({ id }) => id));
	const added = components
		.filter(({ id }) => !known.has(id))
		.map(
			({ id, name, group = null }, index): Change => ({
				...{ kind: 'component', id, previous: 0 },
				value: newComponent({ name, group, position: known.size + index }),
			}),
		);
	return {
		...{ seq: 1, at, actor: 'system' },
		cause: { command: 'begin-drill', source: 'rule' },
		changes: [...copied, ...added],
	};
}

/** The same pack with shorter promises, as the drill is played faster. */
export function fasterPack(pack: PolicyPack | null, speed: number): PolicyPack | null {
	if (!pack || speed === 1) return pack;
	const cadence = Object.fromEntries(
		impacts.map((impact) => {
			const seconds = (parseDuration(pack.cadence[impact]) ?? 0) / 1_000 / speed;
			return [impact, `${Math.max(1, Math.round(seconds))}s`];
		}),
	) as PolicyPack['cadence'];
	return { ...pack, cadence };
}
