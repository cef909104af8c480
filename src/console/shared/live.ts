/** The public state, over the same stream and by the same code as in customers' pages. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { feedFor } from '../../client/index.ts';
import { serverAddress } from '../api/server.ts';

export const liveFeed = () => feedFor(serverAddress);

/** Renders its host when the state changes, and every five seconds while what is shown ages. */
export class LiveState implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	#unsubscribers: readonly (() => void)[] = [];

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	hostConnected(): void {
		const render = (): void => this.#host.requestUpdate();
		this.#unsubscribers = [liveFeed().subscribe(render), liveFeed().clock.subscribe(render)];
	}

	hostDisconnected(): void {
		for (const unsubscribe of this.#unsubscribers) unsubscribe();
		this.#unsubscribers = [];
	}

	get snapshot() {
		return liveFeed().snapshot();
	}

	get state() {
		return this.snapshot.state;
	}

	/** Server time, epoch milliseconds. */
	get now(): number {
		return liveFeed().clock.now();
	}
}
