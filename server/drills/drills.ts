/**
 * The drills of a server: those that run, and the scorecards of earlier ones, which the private store
 * keeps. A drill that runs lives in this process: it is over when the server stops.
 */
import { randomBytes } from 'node:crypto';
import type { FaultKind } from '../../src/model/drills/scenario.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { HeldDrill } from '../../src/model/report/operations.ts';
import { drillClient } from './drill-client.ts';
import type { DrillInfo, NewDrill, Starter } from './drill-info.ts';
import { type DrillSystem, fasterPack, firstCommitOf } from './drill-system.ts';
import type { DrillsDependencies } from './drills-dependencies.ts';
import { LiveHandler } from './live-handler.ts';
import { measuredDrill } from './measured-drill.ts';
import { type PlayEnd, ScenarioPlayer } from './player.ts';
import { type StoredDrill, storedDrill } from './stored-drill.ts';
import { ViewerTokens } from './viewer-tokens.ts';

/** The most drills at one time: each is a whole system in memory. */
const mostRunning = 3;
/** A drill that was forgotten ends after this time, milliseconds. */
const longestMs = 26 * 60 * 60_000;
const kind = 'drill';

interface Running {
	readonly system: DrillSystem;
	readonly live: LiveHandler;
	readonly stored: StoredDrill;
	/** `null`: nothing is played. */
	readonly player: ScenarioPlayer | null;
	/** Cancels the end of a forgotten drill. */
	readonly cancelEnd: () => void;
}

export class Drills {
	readonly viewerTokens = new ViewerTokens();
	readonly #dependencies: DrillsDependencies;
	/** `null`: the drill is starting. */
	readonly #running = new Map<string, Running | null>();
	/** Those whose scorecards are being written. */
	readonly #ending = new Map<string, { readonly running: Running; readonly ended: Promise<DrillInfo> }>();

	constructor(dependencies: DrillsDependencies) {
		this.#dependencies = dependencies;
	}

	/** Throws CandorError `busy` when too many drills run. */
	async start(drill: NewDrill, { actor, role, owner }: Starter): Promise<DrillInfo> {
		const { title, speed, components } = drill;
		const { clock, liveState, newId, pack, privateStore, mountPath, openSystem } = this.#dependencies;
		const { tokens, sessions } = this.#dependencies;
		if (this.#running.size >= mostRunning)
			throw new CandorError(
				'busy',
				`${mostRunning} drills are running. End one of them first: candor drill end ID.`,
			);
		const id = newId();
		this.#running.set(id, null);
		try {
			const startedAt = new Date(clock.now()).toISOString();
			const basePath = `${mountPath}/v1/drills/${id}/live`;
			const player = {
				token: randomBytes(32).toString('base64url'),
				operator: { actor, role, owner, expiresAt: null },
			};
			const system = await openSystem({
				...{ operators: tokens, sessions },
				player,
				firstCommit: firstCommitOf(liveState.state, components, startedAt),
				pack: fasterPack(pack, speed),
				basePath,
			});
			const stored: StoredDrill = {
				...{ title, speed, startedAt, startedBy: actor },
				...{ endedAt: null, problem: null, play: null, scorecard: null },
			};
			await privateStore.put(kind, id, stored);
			const { viewerTokens } = this;
			const live = new LiveHandler({ ...this.#dependencies, id, system, viewerTokens });
			const cancelEnd = clock.after(longestMs, () => void this.#endOrReport(id));
			const send = drillClient({ handler: system.candor.handler, basePath, token: player.token });
			const scenarioPlayer = this.#play(id, drill, send, live);
			this.#running.set(id, { system, live, stored, player: scenarioPlayer, cancelEnd });
			return this.#infoOf(id, stored);
		} catch (error) {
			this.#running.delete(id);
			throw error;
		}
	}

	/** Plays the steps of a drill. It ends with the last one, unless people take part. */
	#play(
		id: string,
		{ steps, speed, people }: NewDrill,
		send: ReturnType<typeof drillClient>,
		live: LiveHandler,
	): ScenarioPlayer | null {
		if (!steps) return null;
		const player = new ScenarioPlayer({
			...{ scenario: { steps, speed }, people, send, clock: this.#dependencies.clock },
			fault: (kind, forMs) => live.fault(kind, forMs),
		});
		void player.ended.then(
			(end) => this.#endPlayed(id, end, people),
			(error: unknown) => {
				this.#dependencies.onError(error);
				const problem = 'A step of the scenario could not be played. The server’s log has the reason.';
				return this.#endPlayed(id, { is: 'refused', problem }, people);
			},
		);
		return player;
	}

	async #endPlayed(id: string, end: PlayEnd, people: boolean): Promise<void> {
		if (!this.has(id) || end.is === 'stopped' || (end.is === 'done' && people)) return;
		await this.#endOrReport(id, end.is === 'refused' ? end.problem : null);
	}

	/**
	 * Ends a drill, and stores and returns its scorecard. The log notes that there was one.
	 *
	 * @param problem - Why its scenario could not be played to the end.
	 */
	async end(id: string, actor = 'system', problem: string | null = null): Promise<DrillInfo> {
		const ending = this.#ending.get(id);
		if (ending) return ending.ended;
		const running = this.#find(id);
		this.#running.delete(id);
		const ended = this.#finish(id, running, actor, problem);
		this.#ending.set(id, { running, ended });
		try {
			return await ended;
		} finally {
			this.#ending.delete(id);
		}
	}

	async #finish(
		id: string,
		{ system, live, stored, player, cancelEnd }: Running,
		actor: string,
		problem: string | null,
	): Promise<DrillInfo> {
		const { clock, commandHandler, privateStore } = this.#dependencies;
		const { core, candor } = system;
		cancelEnd();
		try {
			await player?.stop();
			live.close();
			const ended: StoredDrill = {
				...{ ...stored, problem, play: player?.progress ?? null },
				...(await measuredDrill(stored, core, clock.now())),
			};
			await privateStore.put(kind, id, ended);
			await commandHandler.execute({ command: { type: 'record-drill' }, actor });
			return this.#infoOf(id, ended);
		} finally {
			// Also when the scorecard could not be stored: the drill is then shown as interrupted.
			await candor.close();
		}
	}

	#endOrReport(id: string, problem: string | null = null): Promise<unknown> {
		return this.end(id, 'system', problem).catch(this.#dependencies.onError);
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
			.map(({ id, value }) => this.#infoOf(id, { ...storedDrill.parse(value), play: null }))
			.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
	}

	/** Throws CandorError `not-found`. */
	/** Those that have ended, for the trust report. */
	async held(): Promise<readonly HeldDrill[]> {
		return (await this.list()).flatMap(({ endedAt, scorecard }) =>
			endedAt === null || scorecard === null
				? []
				: [{ endedAt, firstNoticeSeconds: scorecard.firstNoticeSeconds, promises: scorecard.promises }],
		);
	}

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
		await Promise.allSettled([...this.#ending.values()].map(({ ended }) => ended));
	}

	#find(id: string): Running {
		const running = this.#running.get(id);
		if (!running) throw unknownDrill(id);
		return running;
	}

	#infoOf(id: string, stored: StoredDrill): DrillInfo {
		const running = this.#running.get(id) ?? this.#ending.get(id)?.running;
		const open = running || this.#running.has(id) ? 'running' : 'interrupted';
		const play = running?.player?.progress ?? stored.play;
		return { id, state: stored.endedAt === null ? open : 'ended', ...stored, play };
	}
}

const unknownDrill = (id: string): CandorError =>
	new CandorError(
		'not-found',
		`No drill with the id "${id.slice(0, 40)}" runs here. "candor drill list" shows all drills.`,
	);
