/**
 * Plays the story, automatically with pauses or act by act. It reads the progress from Candor's records each time. For the
 * next page of this tab it stores only whether it plays, how fast, and when the current pause ends.
 */
import { nextAct } from './acts.js';
import { newRun, readStory } from './story.js';

/**
 * @param {object} world The player's dependencies, so that tests can provide their own.
 * @param {() => Promise<Iterable<object>>} world.look the current records
 * @param {(request: object, key: string | null) => Promise<unknown>} world.send
 * @param {() => number} world.now epoch milliseconds
 * @param {(then: () => void, milliseconds: number) => unknown} world.wait
 * @param {(timer: unknown) => void} world.stopWaiting
 * @param {<T>(work: () => Promise<T>) => Promise<T>} world.alone runs the work in one tab at a time
 * @param {{ get(): object | null, set(value: object): void }} world.memory
 * @param {() => void} world.changed called after every change of the fields below
 */
export class Player {
	/**
	 * The progress of the story; `null` until Candor has answered.
	 *
	 * @type {ReturnType<typeof readStory> | null}
	 */
	story = null;
	playing = false;
	speed = 1;
	/**
	 * When the next act is sent, epoch milliseconds, while the story plays.
	 *
	 * @type {number | null}
	 */
	dueAt = null;
	/**
	 * The current action: an act's id, `reset`, or `null`.
	 *
	 * @type {string | null}
	 */
	busy = null;
	/**
	 * The last problem, as a sentence.
	 *
	 * @type {string | null}
	 */
	problem = null;
	/**
	 * By act id: what was last sent for it in this tab.
	 *
	 * @type {Record<string, { run: string, at: number, requests: object[] }>}
	 */
	sent = {};

	#world;
	#timer = null;

	constructor(world) {
		this.#world = world;
		Object.assign(this, world.memory.get());
	}

	/** Reads the progress, and continues if the story was playing. */
	async refresh() {
		if (this.busy) return;
		await this.#guarded(() => this.#look());
		this.#plan();
	}

	async play() {
		this.playing = true;
		this.problem = null;
		if (this.story && !nextAct(this.story)) await this.reset({ playing: true });
		else this.#plan();
	}

	pause() {
		this.playing = false;
		this.#plan();
	}

	setSpeed(speed) {
		if (this.dueAt !== null) {
			const now = this.#world.now();
			this.dueAt = now + ((this.dueAt - now) * this.speed) / speed;
		}
		this.speed = speed;
		this.#plan();
	}

	async next() {
		const act = this.story && nextAct(this.story);
		if (act) await this.perform(act);
	}

	/** Sends one act, unless another tab has sent it already. */
	async perform(act) {
		await this.#work(act.id, async () => {
			if (act.done(this.story)) return;
			const now = this.#world.now();
			const run = this.story.run ?? newRun(now);
			const requests = act.requests(run, now);
			for (const [index, request] of requests.entries()) {
				// A PUT can be repeated; requests that add something carry a key.
				await this.#world.send(request, request.method === 'POST' ? `${run}-${act.id}-${index}` : null);
			}
			this.sent[act.id] = { run, at: now, requests };
		});
	}

	/** Takes back every notice and remedy of the story, of this run and of all others. */
	async reset({ playing = false } = {}) {
		this.playing = playing;
		await this.#work('reset', async () => {
			for (const record of this.story.all) await this.#world.send(retraction(record), null);
			this.sent = {};
		});
	}

	async #work(name, work) {
		if (this.busy) return;
		this.busy = name;
		this.#changed();
		const done = await this.#guarded(() =>
			this.#world.alone(async () => {
				await this.#look();
				await work();
				await this.#look();
			}),
		);
		if (!done) this.playing = false;
		this.busy = null;
		this.dueAt = null;
		this.#plan();
	}

	async #look() {
		this.story = readStory(await this.#world.look());
	}

	/** Runs the work; returns whether it succeeded. If not, `problem` contains the reason. */
	async #guarded(work) {
		try {
			await work();
			this.problem = null;
			return true;
		} catch (error) {
			this.problem = error.message;
			return false;
		}
	}

	/** Sets the timer for the next act in automatic play. */
	#plan() {
		this.#world.stopWaiting(this.#timer);
		const act = this.playing && this.story && !this.busy ? nextAct(this.story) : null;
		if (this.playing && this.story && !this.busy && !act) this.playing = false;
		const now = this.#world.now();
		this.dueAt = act ? (this.dueAt ?? now + (act.pause * 1000) / this.speed) : null;
		if (act) this.#timer = this.#world.wait(() => this.perform(act), Math.max(0, this.dueAt - now));
		this.#changed();
	}

	#changed() {
		const { playing, speed, dueAt, sent } = this;
		this.#world.memory.set({ playing, speed, dueAt, sent });
		this.#world.changed();
	}
}

function retraction({ kind, id }) {
	if (kind === 'remedy') return { method: 'DELETE', path: `/v1/remedies/${id}` };
	const body = { reason: 'The demo’s story was reset.' };
	return { method: 'POST', path: `/v1/notices/${id}/retract`, body };
}
