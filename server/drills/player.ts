/** Plays the steps of a scenario at their times. It needs no open page and no terminal. */

import type { FaultKind, Scenario } from '../../src/model/drills/scenario.ts';
import { type ScenarioRequest, scenarioRequests } from '../../src/model/drills/scenario-requests.ts';
import { parseDuration } from '../../src/model/duration.ts';
import type { Clock } from '../core/clock.ts';
import type { DrillAnswer, DrillRequest } from './drill-client.ts';
import type { PlannedStep, PlayedStep, Progress } from './progress.ts';
import { refusalText } from './refusal-text.ts';

/** `refused`: the server refused a step, so the scenario is wrong. */
export type PlayEnd =
	| { readonly is: 'done' | 'stopped' }
	| { readonly is: 'refused'; readonly problem: string };

interface Dependencies {
	readonly scenario: Pick<Scenario, 'steps' | 'speed'>;
	readonly people: boolean;
	readonly clock: Clock;
	readonly send: (request: DrillRequest) => Promise<DrillAnswer>;
	/** `forMs`: real time. */
	readonly fault: (kind: FaultKind, forMs: number) => void;
}

export class ScenarioPlayer {
	/** How the play ended. Rejects when a request could not be sent. */
	readonly ended: Promise<PlayEnd>;
	readonly #dependencies: Dependencies;
	readonly #requests: readonly ScenarioRequest[];
	readonly #played: PlayedStep[] = [];
	readonly #stop = new AbortController();

	constructor(dependencies: Dependencies) {
		const { scenario, people } = dependencies;
		this.#dependencies = dependencies;
		this.#requests = scenarioRequests(scenario).filter(
			({ action }) => !people || action === 'alert' || action === 'fault',
		);
		this.ended = this.#play();
	}

	get progress(): Progress {
		const played = [...this.#played];
		const next = this.#requests[played.length];
		const { people } = this.#dependencies;
		return { people, steps: this.#requests.length, played, next: next ? plannedStep(next) : null };
	}

	/** No further step is played. Resolves when the present one has ended. */
	async stop(): Promise<void> {
		this.#stop.abort();
		await this.ended.catch(() => undefined);
	}

	async #play(): Promise<PlayEnd> {
		const { scenario, clock } = this.#dependencies;
		const begin = clock.now();
		for (const request of this.#requests) {
			await this.#sleepUntil(begin + request.atMs / scenario.speed);
			if (this.#stop.signal.aborted) return { is: 'stopped' };
			const answer = await this.#send(request);
			if (answer.status >= 400) return { is: 'refused', problem: refusalText(request, answer) };
			this.#played.push({ ...plannedStep(request), outcome: answer.status === 202 ? 'waits' : 'played' });
		}
		return { is: 'done' };
	}

	async #send({ on, method, path, body }: ScenarioRequest): Promise<DrillAnswer> {
		if (on === 'live') return this.#dependencies.send({ method, path, body });
		const { kind, for: duration } = body as { readonly kind: FaultKind; readonly for: string };
		this.#dependencies.fault(kind, parseDuration(duration) ?? 0);
		return { status: 204, body: null };
	}

	/** Resolves at `at`, epoch milliseconds, or when the play is stopped. */
	#sleepUntil(at: number): Promise<void> {
		const { clock } = this.#dependencies;
		const { signal } = this.#stop;
		return new Promise((resolve) => {
			const cancel = clock.after(Math.max(0, at - clock.now()), () => {
				signal.removeEventListener('abort', stop);
				resolve();
			});
			const stop = (): void => {
				cancel();
				resolve();
			};
			signal.addEventListener('abort', stop, { once: true });
		});
	}
}

/** The most characters of a step's text that are kept. */
const longestText = 140;

const plannedStep = ({ step, action, text, atMs }: ScenarioRequest): PlannedStep => ({
	...{ step, action, text: [...text].slice(0, longestText).join('') },
	atSeconds: Math.round(atMs / 1_000),
});
