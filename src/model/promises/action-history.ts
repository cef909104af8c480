/**
 * When the actions of post-mortems were promised and done. A post-mortem says what is so now; this
 * follows the commits of the log from the first one on, so it is the same after a restart and on
 * every server. All times are ISO 8601, in UTC.
 */
import type { PostmortemValue } from '../generated/record-types.ts';
import { plainTitle } from '../plain-title.ts';
import type { Commit } from '../state/commit.ts';

export interface ActionCourse {
	readonly promisedAt: string;
	/** The day that was promised first. `null`: none was. */
	readonly firstDueBy: string | null;
	/** `null`: it is not done. */
	readonly doneAt: string | null;
}

/** The courses of a notice's actions, by their plain titles. */
export type SavedActions = readonly [notice: string, courses: readonly (readonly [string, ActionCourse])[]];

export class ActionHistory {
	/**
	 * For each notice, the courses by the plain titles of the actions: post-mortems are written as a
	 * whole, and actions have no ids.
	 */
	readonly #courses = new Map<string, Map<string, ActionCourse>>();

	/** Takes the next commit of the log. */
	take({ changes }: Commit): void {
		for (const { kind, id, value } of changes)
			if (kind === 'postmortem' && value) this.#take(id, value as PostmortemValue);
	}

	/** All that it knows, for {@link restore}. */
	*save(): Generator<SavedActions> {
		for (const [notice, courses] of this.#courses) yield [notice, [...courses]];
	}

	/** Takes one of the entries that were saved; all of them make this what it was. */
	restore([notice, courses]: SavedActions): void {
		this.#courses.set(notice, new Map(courses));
	}

	/** `undefined`: the post-mortem of this notice never had this action. */
	of(notice: string, title: string): ActionCourse | undefined {
		return this.#courses.get(notice)?.get(plainTitle(title));
	}

	#take(notice: string, { actions, publishedAt, updatedAt }: PostmortemValue): void {
		const isFirst = !this.#courses.has(notice);
		const before = this.#courses.get(notice) ?? new Map<string, ActionCourse>();
		const next = new Map(before);
		for (const { title, state, dueBy } of actions) {
			const key = plainTitle(title);
			const known = before.get(key);
			next.set(key, {
				// A post-mortem that was imported says itself when it was published.
				promisedAt: known?.promisedAt ?? (isFirst ? publishedAt : updatedAt),
				firstDueBy: known?.firstDueBy ?? dueBy,
				doneAt: state === 'done' ? (known?.doneAt ?? updatedAt) : null,
			});
		}
		this.#courses.set(notice, next);
	}
}
