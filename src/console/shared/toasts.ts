/** Short messages at the edge of the window, perhaps with one action and the time that is left for it. */
import { createListeners } from '../../client/listeners.ts';

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly action?: { readonly label: string; readonly run: () => void };
	/** When it goes away by itself, monotonic milliseconds. */
	readonly until: number;
}

/** How long something can be taken back by a click. */
export const undoMs = 10_000;

const listeners = createListeners();
let shown: readonly Toast[] = [];
let lastId = 0;

export const toasts = {
	get shown() {
		return shown;
	},
	subscribe: listeners.subscribe,
	/** @param ms - How long it is shown. Default: eight seconds. */
	show(text: string, options: { readonly action?: Toast['action']; readonly ms?: number } = {}): number {
		const { action, ms = 8_000 } = options;
		lastId += 1;
		const toast = { id: lastId, text, until: performance.now() + ms, ...(action && { action }) };
		shown = [...shown.slice(-2), toast];
		listeners.notify();
		return toast.id;
	},
	hide(id: number): void {
		shown = shown.filter((each) => each.id !== id);
		listeners.notify();
	},
};
