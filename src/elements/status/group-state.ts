import type { ComponentGroup } from '../../model/views/component-groups.ts';
import { componentStatuses } from '../../model/vocabulary.ts';

/** Rows that a long panel shows at first. */
export const mostRowsAtFirst = 50;

/** Which groups are open, and their order. Both hold until the panel is closed. */
export class GroupState {
	/** How bad each group was when the visitor first saw it. */
	readonly #ranks = new Map<string | null, number>();
	readonly #open = new Set<string | null>();
	/** Groups that have had a problem since the visitor last saw them without. */
	readonly #troubled = new Set<string | null>();
	#rowsAtFirst = 0;

	reset(): void {
		this.#ranks.clear();
		this.#open.clear();
		this.#troubled.clear();
		this.#rowsAtFirst = 0;
	}

	/**
	 * The worst groups first. A group keeps its place when its status changes, so that nothing moves
	 * while the visitor reads.
	 */
	inOrder(groups: readonly ComponentGroup[]): ComponentGroup[] {
		for (const { name, status } of groups)
			if (!this.#ranks.has(name)) this.#ranks.set(name, componentStatuses.indexOf(status));
		return [...groups].sort((a, b) => (this.#ranks.get(b.name) ?? 0) - (this.#ranks.get(a.name) ?? 0));
	}

	/**
	 * Whether a group is open. It opens by itself when it gets a problem, in a long panel only as long
	 * as there is room for its components.
	 */
	isOpen({ name, status, components }: ComponentGroup, isLong: boolean): boolean {
		if (status === 'operational') this.#troubled.delete(name);
		else if (!this.#troubled.has(name)) {
			this.#troubled.add(name);
			if (!isLong || this.#rowsAtFirst + components.length <= mostRowsAtFirst) {
				this.#open.add(name);
				this.#rowsAtFirst += components.length;
			}
		}
		return this.#open.has(name);
	}

	/** Returns whether that is new. */
	setOpen(name: string | null, isOpen: boolean): boolean {
		if (isOpen === this.#open.has(name)) return false;
		if (isOpen) this.#open.add(name);
		else this.#open.delete(name);
		return true;
	}
}
