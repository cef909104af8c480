/**
 * The drills of a server: those that run, and the scorecards of earlier ones, which the private store
 * keeps. A drill that runs lives in this process: it is over when the server stops.
 */
import type { FaultKind } from '../../src/model/drills/scenario.ts';
import { scorecardOf } from '../../src/model/drills/scorecard.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import type { Clock } from '../core/clock.ts';
import type { CommandHandler } from '../core/command-handler.ts';
import type { LiveState } from '../core/live-state.ts';
import { readRange } from '../core/log/log.ts';
import type { PrivateStore } from '../core/private-store/private-store.ts';
import type { Tokens } from '../core/tokens/tokens.ts';
import {
	type DrillComponent,
	type DrillSystem,
	type DrillSystemOptions,
	fasterPack,
	firstCommitOf,
} from './drill-system.ts';
import { LiveHandler, type LiveHandlerOptions } from './live-handler.ts';
import { type StoredDrill, storedDrill } from './stored-drill.ts';
import { ViewerTokens } from './viewer-tokens.ts';

/** The most drills at one time: each is a whole system in memory. */
const mostRunning = 3;
/** A drill that was forgotten ends after this time, milliseconds. */
const longestMs = 26 * 60 * 60_000;
const kind = 'drill';

export interface NewDrill {
	readonly title: string;
	readonly speed: number;
	readonly components: readonly DrillComponent[];
}

export interface DrillInfo extends StoredDrill {
	readonly id: string;
	/** `interrupted`: the server stopped before the drill had ended. */
	readonly state: 'running' | 'ended' | 'interrupted';
}

interface Running {
	readonly system: DrillSystem;
	readonly live: LiveHandler;
	readonly stored: StoredDrill;
	/** Cancels the end of a forgotten drill. */
	readonly cancelEnd: () => void;
}

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly liveState: LiveState;
	readonly tokens: Tokens;
	readonly clock: Clock;
	readonly newId: () => string;
	readonly pack: PolicyPack | null;
	/** The mount path of the server, without a slash at its end. */
	readonly mountPath: string;
	readonly openSystem: (options: DrillSystemOptions) => Promise<DrillSystem>;
	readonly recordFailure: LiveHandlerOptions['recordFailure'];
	/** Gets the error when a forgotten drill cannot be ended, or a request failed. */
	readonly onError: (error: unknown) => void;
	readonly commandHandler: CommandHandler;
}

export class Drills {
	readonly viewerTokens = new ViewerTokens();
	readonly #dependencies: Dependencies;
	/** `null`: the drill is starting. */
	readonly #running = new Map<string, Running | null>();

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** Throws CandorError `busy` when too many drills run. */
	async start({ title, speed, components }: NewDrill, actor: string): Promise<DrillInfo> {
		const { clock, liveState, newId, pack, privateStore, mountPath, openSystem, tokens } = this.#dependencies;
		if (this.#running.size >= mostRunning)
			throw new CandorError(
				'busy',
				`${mostRunning} drills are running. End one of them first: candor drill end ID.`,
			);
		const id = newId();
		this.#running.set(id, null);
		try {
			const startedAt = new Date(clock.now()).toISOString();
			const system = await openSystem({
				operators: tokens,
				firstCommit: firstCommitOf(liveState.state, components, startedAt),
				pack: fasterPack(pack, speed),
				basePath: `${mountPath}/v1/drills/${id}/live`,
			});
			const stored: StoredDrill = {
				title,
				speed,
				startedAt,
				startedBy: actor,
				endedAt: null,
				scorecard: null,
			};
			await privateStore.put(kind, id, stored);
			const { viewerTokens } = this;
			const live = new LiveHandler({ ...this.#dependencies, id, system, viewerTokens });
			const cancelEnd = clock.after(longestMs, () => void this.#endOrReport(id));
			this.#running.set(id, { system, live, stored, cancelEnd });
			return { id, state: 'running', ...stored };
		} catch (error) {
			this.#running.delete(id);
			throw error;
		}
	}

	/** Ends a drill, and stores and returns its scorecard. The log notes that there was one. */
	async end(id: string, actor = 'system'): Promise<DrillInfo> {
		const { clock, commandHandler, privateStore } = this.#dependencies;
		const { system, live, stored, cancelEnd } = this.#find(id);
		this.#running.delete(id);
		cancelEnd();
		live.close();
		const { core, candor } = system;
		try {
			await core.commandHandler.settled();
			const now = clock.now();
			const commits: Commit[] = [];
			for await (const page of readRange(core.log, 0, core.liveState.state.seq)) commits.push(...page);
			const scorecard = scorecardOf({
				...{ commits, speed: stored.speed, endedAt: now, promises: core.promises.totals(now) },
				startedAt: Date.parse(stored.startedAt),
			});
			const ended: StoredDrill = { ...stored, endedAt: new Date(now).toISOString(), scorecard };
			await privateStore.put(kind, id, ended);
			await commandHandler.execute({ command: { type: 'record-drill' }, actor });
			return { id, state: 'ended', ...ended };
		} finally {
			// Also when the scorecard could not be stored: the drill is then shown as interrupted.
			await candor.close();
		}
	}

	#endOrReport(id: string): Promise<unknown> {
		return this.end(id).catch(this.#dependencies.onError);
	}

	/** A fault of the drill's own stream. `forMs`: how long, real time, milliseconds. */
	fault(id: string, fault: FaultKind, forMs: number): void {
		this.#find(id).live.fault(fault, forMs);
	}

	/** A token to watch a drill. */
	viewer(id: string): { readonly token: string; readonly expiresAt: number } {
		this.#find(id);
		return this.viewerTokens.issue(id, this.#dependencies.clock.now());
	}

	/** The newest first. */
	async list(): Promise<readonly DrillInfo[]> {
		const records = await this.#dependencies.privateStore.list(kind);
		return records
			.map(({ id, value }) => this.#infoOf(id, storedDrill.parse(value)))
			.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
	}

	/** Throws CandorError `not-found`. */
	async info(id: string): Promise<DrillInfo> {
		const record = await this.#dependencies.privateStore.get(kind, id);
		if (!record) throw unknownDrill(id);
		return this.#infoOf(id, storedDrill.parse(record.value));
	}

	/** Whether a drill runs here. */
	has(id: string): boolean {
		return !!this.#running.get(id);
	}

	/** The handler of a drill that runs. Throws CandorError `not-found`. */
	live(id: string): LiveHandler {
		return this.#find(id).live;
	}

	/** Ends all drills. Never rejects: a drill must not keep its server from stopping. */
	async close(): Promise<void> {
		for (const [id, running] of this.#running) if (running) await this.#endOrReport(id);
	}

	#find(id: string): Running {
		const running = this.#running.get(id);
		if (!running) throw unknownDrill(id);
		return running;
	}

	#infoOf(id: string, stored: StoredDrill): DrillInfo {
		const open = this.#running.has(id) ? 'running' : 'interrupted';
		return { id, state: stored.endedAt === null ? open : 'ended', ...stored };
	}
}

const unknownDrill = (id: string): CandorError =>
	new CandorError(
		'not-found',
		`No drill with the id "${id.slice(0, 40)}" runs here. "candor drill list" shows all drills.`,
	);
