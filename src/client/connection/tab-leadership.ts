/**
 * One connection per browser. Of all tabs that show the same feed, the one that holds a lock (Web
 * Locks API) is the leader: it has the connection and sends the others its state. When it is closed
 * or crashes, the browser grants the lock to the next tab. When it hangs, a visible tab takes the
 * lock from it.
 */
import { type Environment, isVisible } from '../environment.ts';
import { sleep } from '../http/sleep.ts';
import type { Store } from '../store/store.ts';

/**
 * Maintains the connection until its signal is aborted. `isShared`: other tabs may depend on it.
 */
export type RunAsLeader = (signal: AbortSignal, isShared: boolean) => void;

/** A visible tab asks at this interval whether there is a leader. */
const pingMs = 500;
/** After so many questions without an answer, it takes the lock. */
const maxUnanswered = 2;

/**
 * Messages between the tabs of a browser. The tabs may have different versions of this script, so
 * these texts never change.
 */
const wantsState = 'state?';
const ping = 'there?';
const pong = 'here';

/**
 * Takes part in the election until `signal` is aborted. Tabs with the same `name` share a
 * connection.
 */
export function joinElection(
	environment: Environment,
	name: string,
	store: Store,
	runAsLeader: RunAsLeader,
	signal: AbortSignal,
): void {
	const { navigator, BroadcastChannel } = environment;
	const { locks } = navigator;
	// Locks exist in secure contexts only. Elsewhere every tab has a connection of its own.
	if (!locks || !BroadcastChannel) {
		runAsLeader(signal, false);
		return;
	}
	const channel = new BroadcastChannel(name);
	/** Aborted when the tab loses the lock, or no longer waits for it. */
	let term = new AbortController();
	let isLeader = false;
	let areLocksAllowed = true;
	let unanswered = 0;

	const sendState = (): void => {
		if (isLeader) channel.postMessage(store.tabState());
	};
	channel.onmessage = ({ data }) => {
		if (data === wantsState) sendState();
		else if (data === ping) isLeader && channel.postMessage(pong);
		// A message that cannot be read is no sign of a leader.
		else if (!isLeader && (data === pong || store.applyTabState(data))) unanswered = 0;
	};

	const requestLock = (steal: boolean): void => {
		const own = term.signal;
		locks
			.request(name, steal ? { steal } : { signal: own }, () => {
				isLeader = true;
				// Tells the tabs that were about to take the lock from a leader that hung.
				channel.postMessage(pong);
				// Until now the last leader was connected, unless it hung.
				if (!steal && store.snapshot().connection === 'live') store.recordContact();
				runAsLeader(own, true);
				return new Promise((resolve) => own.addEventListener('abort', resolve));
			})
			.catch((error) => {
				// The lock was stolen, or this tab stopped waiting for it.
				if (error.name === 'AbortError') return own === term.signal && startTerm(false);
				// This tab may not use locks, such as in a sandboxed frame.
				areLocksAllowed = false;
				runAsLeader(signal, false);
			});
	};
	const endTerm = (): void => {
		isLeader = false;
		term.abort();
	};
	const startTerm = (steal: boolean): void => {
		endTerm();
		if (signal.aborted) return;
		term = new AbortController();
		requestLock(steal);
	};
	const watchLeader = async (): Promise<void> => {
		for (;;) {
			await sleep(environment, signal, pingMs);
			if (signal.aborted || !areLocksAllowed) return;
			if (isLeader || !isVisible(environment)) unanswered = 0;
			else if (unanswered++ < maxUnanswered) channel.postMessage(ping);
			else startTerm(true);
		}
	};

	const unsubscribe = store.subscribe(sendState);
	signal.addEventListener('abort', () => {
		endTerm();
		unsubscribe();
		channel.close();
	});
	channel.postMessage(wantsState);
	requestLock(false);
	void watchLeader();
}
