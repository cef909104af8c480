/** A tab with the desk in it: the player as the page has it, on a real server, with a clock that a test turns. */
import assert from 'node:assert/strict';
import { Player } from '../../demo/desk/player.js';
import { ask, type Larkfield, ownHeaders } from './larkfield.ts';

interface Request {
	readonly method: string;
	readonly path: string;
	readonly body: object;
}

export interface Theatre {
	readonly player: Player;
	/** Every request that was sent, and when, in milliseconds since the curtain rose. */
	readonly sent: (Request & { readonly at: number })[];
	/** Lets the time pass until the next act, and the act be sent. */
	nextAct(): Promise<void>;
	/** The pauses end, one after the other, until nothing more is to come by itself. */
	toTheEnd(): Promise<void>;
}

export interface Tab {
	memory: object | null;
}

/** Runs one after the other what tabs of one browser do. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const result = last.then(work);
		last = result.catch(() => undefined);
		return result;
	};
}

export async function raise(
	{ url, candor }: Larkfield,
	tab: Tab = { memory: null },
	alone = oneAtATime(),
): Promise<Theatre> {
	const begin = candor.clock.now;
	const sent: (Request & { at: number })[] = [];
	let timer: { then: () => unknown; at: number } | null = null;
	const player = new Player({
		async look() {
			return JSON.parse((await ask(url, '/v1/snapshot')).text).records;
		},
		async send({ method, path, body }: Request, key: string | null) {
			sent.push({ method, path, body, at: candor.clock.now - begin });
			const answer = await ask(url, path.replace('/v1/', '/demo/desk/api/'), {
				method,
				headers: { ...ownHeaders(url), ...(key && { 'idempotency-key': key }) },
				body: JSON.stringify(body),
			});
			if (answer.status >= 400) throw new Error(JSON.parse(answer.text).detail);
		},
		now: () => candor.clock.now,
		wait(then: () => unknown, milliseconds: number) {
			timer = { then, at: candor.clock.now + milliseconds };
			return timer;
		},
		stopWaiting(stopped: unknown) {
			if (stopped === timer) timer = null;
		},
		alone,
		memory: {
			get: () => tab.memory,
			set: (value: object) => {
				tab.memory = structuredClone(value);
			},
		},
		changed() {},
	});
	await player.refresh();
	const pass = async (): Promise<boolean> => {
		if (!timer) return false;
		const { then, at } = timer;
		timer = null;
		candor.clock.now = Math.max(at, candor.clock.now);
		await then();
		return true;
	};
	return {
		player,
		sent,
		async nextAct() {
			assert.ok(await pass(), 'nothing is to come by itself');
		},
		async toTheEnd() {
			while (await pass());
		},
	};
}
