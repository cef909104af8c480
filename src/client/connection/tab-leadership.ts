/**
 * One connection per browser: of all pages that share a feed, the one that holds a lock keeps the connection and tells
 * the others. A browser gives the lock to the next page the moment the first is gone, however it went; from a page that
 * hangs, one that somebody looks at takes it.
 */
import { type Environment, isVisible } from '../environment.ts';
import type { Store } from '../store/store.ts';
import { pause } from './sleep.ts';

/** Runs until its signal is aborted. `alone`: no other page is served by it. */
export type Lead = (run: AbortSignal, alone: boolean) => void;

/** How often a page that is looked at asks whether there is still somebody who leads, and how often in vain. */
const askMs = 500;
const patience = 2;

/** Takes part until `run` is aborted. Pages with the same `name` share a connection. */
export function shareConnection(
	environment: Environment,
	name: string,
	store: Store,
	lead: Lead,
	run: AbortSignal,
): void {
	const { navigator, BroadcastChannel } = environment;
	const { locks } = navigator;
	// Without a secure context there are no locks: every page has a connection of its own.
	if (!locks || !BroadcastChannel) {
		lead(run, true);
		return;
	}
	const channel = new BroadcastChannel(name);
	/** Ends with the page's turn, or with its place in the queue. */
	let turn = new AbortController();
	let leads = false;
	let sharing = true;
	let unanswered = 0;

	const tell = (): void => {
		if (leads) channel.postMessage(store.share());
	};
	channel.onmessage = ({ data }) => {
		if (data === 'state?') tell();
		else if (data === 'there?') leads && channel.postMessage('here');
		// Who says what nobody can read does not lead.
		else if (!leads && (data === 'here' || store.takeShared(data))) unanswered = 0;
	};

	const compete = (steal: boolean): void => {
		const { signal } = turn;
		locks
			.request(name, steal ? { steal } : { signal }, () => {
				leads = true;
				// Others who were about to take the lead from a page that hangs leave it now.
				channel.postMessage('here');
				// Until this moment the page before this one has heard the server, unless it hung.
				if (!steal && store.snapshot().connection === 'live') store.touch();
				lead(signal, false);
				return new Promise((resolve) => signal.addEventListener('abort', resolve));
			})
			.catch(({ name }) => {
				// It was not its turn yet, or that was taken away; otherwise this is a page that may have no locks.
				if (name === 'AbortError') return signal === turn.signal && next(false);
				sharing = false;
				lead(run, true);
			});
	};
	const next = (steal: boolean): void => {
		leads = false;
		turn.abort();
		if (run.aborted) return;
		turn = new AbortController();
		compete(steal);
	};
	const watch = async (): Promise<void> => {
		for (;;) {
			await pause(environment, run, askMs, false);
			if (run.aborted || !sharing) return;
			if (leads || !isVisible(environment)) unanswered = 0;
			else if (unanswered++ < patience) channel.postMessage('there?');
			else next(true);
		}
	};

	const leave = store.subscribe(tell);
	run.addEventListener('abort', () => {
		next(false);
		leave();
		channel.close();
	});
	channel.postMessage('state?');
	compete(false);
	void watch();
}
