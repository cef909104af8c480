/** Parsers of option values and arguments. They throw Commander's InvalidArgumentError. */
import { InvalidArgumentError } from 'commander';
import { isId } from '../../../src/model/ids.ts';
import { componentStatuses, type Phase, phases, phasesOf } from '../../../src/model/vocabulary.ts';

export interface Affected {
	readonly component: string;
	readonly status?: string;
}

/**
 * Appends to the earlier values of a repeatable option. After its `--no-` form, the list starts
 * empty.
 */
export const collect =
	<Value>(parse: (text: string) => Value) =>
	(text: string, previous: readonly Value[] | false | undefined): readonly Value[] => [
		...(previous || []),
		parse(text),
	];

export function parseId(text: string): string {
	if (isId(text)) return text;
	throw new InvalidArgumentError(
		'An id has 1 to 64 lower-case letters, digits and hyphens, such as checkout-api.',
	);
}

/** `checkout` or `checkout=degraded`. */
export function parseAffected(text: string): Affected {
	const [component = '', status, ...others] = text.split('=');
	parseId(component);
	if (status === undefined) return { component };
	if (others.length > 0 || !componentStatuses.some((known) => known === status))
		throw new InvalidArgumentError(`After "=" write one of ${componentStatuses.join(', ')}.`);
	return { component, status };
}

export function parseInteger(text: string): number {
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw new InvalidArgumentError('Write a whole number.');
}

export const phaseHelp = Object.entries(phasesOf)
	.map(([kind, names]) => `${kind}: ${names.join(', ')}`)
	.join('; ');

/** Checks that the phase exists. The server checks that it fits the kind of the notice. */
export function parsePhase(text: string): Phase {
	const found = phases.find((phase) => phase === text);
	if (found) return found;
	throw new InvalidArgumentError(`A phase is one of these. ${phaseHelp}.`);
}
