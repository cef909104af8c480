import type { CommandOf } from '../commands/command.ts';
import type { AffectedComponent } from '../records/component.ts';
import type { NoticeValue } from '../records/notice.ts';
import { statusForImpact } from '../vocabulary.ts';

type GivenAffected = NonNullable<CommandOf<'open-notice'>['affected']>;

/** The affected components of a command. The notice decides the status of those without one. */
export function withStatus(
	given: GivenAffected,
	{ kind, impact }: Pick<NoticeValue, 'kind' | 'impact'>,
): AffectedComponent[] {
	const fallback = kind === 'maintenance' ? 'maintenance' : statusForImpact[impact];
	return mergeAffected(
		[],
		given.map(({ component, status }) => ({ component, status: status ?? fallback })),
	);
}

/**
 * Both lists together. The last status of each component counts, in the order in which they were
 * first named.
 */
export const mergeAffected = (
	before: readonly AffectedComponent[],
	after: readonly AffectedComponent[],
): AffectedComponent[] => [
	...new Map([...before, ...after].map((entry) => [entry.component, entry] as const)).values(),
];

/**
 * The changes of an update that ends a notice, without those that say that a listed component works
 * again: the notice keeps how its components were before the end, for the record and for a
 * reopening.
 */
export const withoutRecovered = (
	before: readonly AffectedComponent[],
	changed: readonly AffectedComponent[],
): readonly AffectedComponent[] =>
	changed.filter(
		({ component, status }) =>
			status !== 'operational' || !before.some((entry) => entry.component === component),
	);
