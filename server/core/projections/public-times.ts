/** When public records appeared and last changed. Records have the number of a commit, not its time. */
import type { NoticeValue } from '../../../src/model/generated/record-types.ts';
import type { Change, Commit } from '../../../src/model/state/commit.ts';
import { isPublic } from '../../../src/model/state/public.ts';

export interface ComponentTimes {
	/** ISO 8601, in UTC. */
	readonly createdAt: string;
	/** When it, or a notice that names it, last changed. */
	readonly updatedAt: string;
}

/** The times of a component, or when anything public last changed. */
export type SavedTimes = readonly [component: string, times: ComponentTimes] | readonly [last: string | null];

/** Follows the log from its first commit. */
export class PublicTimes {
	readonly #components = new Map<string, ComponentTimes>();
	#lastChange: string | null = null;

	/** When anything public last changed; `null`: nothing has. */
	get lastChange(): string | null {
		return this.#lastChange;
	}

	/** `undefined`: there is no such component. */
	component(id: string): ComponentTimes | undefined {
		return this.#components.get(id);
	}

	/** All that it knows, for {@link restore}. */
	*save(): Generator<SavedTimes> {
		yield* this.#components;
		yield [this.#lastChange];
	}

	/** Takes one of the entries that were saved; all of them make this what it was. */
	restore(entry: SavedTimes): void {
		if (entry.length === 1) [this.#lastChange] = entry;
		else this.#components.set(...entry);
	}

	/** Takes the next commit of the log. */
	record({ at, changes }: Commit): void {
		for (const change of changes) {
			if (!isPublic(change)) continue;
			this.#lastChange = at;
			this.#change(change, at);
		}
	}

	#change({ kind, id, value }: Change, at: string): void {
		if (kind === 'component' && value === null) this.#components.delete(id);
		else if (kind === 'component')
			this.#components.set(id, { createdAt: this.#components.get(id)?.createdAt ?? at, updatedAt: at });
		else if (kind === 'notice' && value !== null)
			for (const { component } of (value as NoticeValue).affected) this.#touch(component, at);
	}

	#touch(component: string, at: string): void {
		const times = this.#components.get(component);
		if (times) this.#components.set(component, { ...times, updatedAt: at });
	}
}
