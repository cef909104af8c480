/** The options for the audience of a notice or a remedy, and the audience that the API takes. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Audience } from '../../../src/model/records/fields.ts';
import { CliError } from '../cli-error.ts';

type Attribute = readonly [name: string, values: readonly string[]];

/** The values of the options; `false` comes from `--no-audience`: all visitors. */
export interface AudienceOptions {
	readonly audience?: readonly Attribute[] | false;
	readonly route?: readonly string[];
	readonly signedIn?: true;
	readonly signedOut?: true;
	readonly percentage?: number;
}

/** `plan=pro,team`: the host page gives the visitor's plan as one of these. */
function parseAttribute(text: string, previous: readonly Attribute[] | false = []): readonly Attribute[] {
	const [name = '', list, ...others] = text.split('=');
	const values = (list ?? '').split(',').map((value) => value.trim());
	if (!name.trim() || others.length > 0 || values.includes(''))
		throw new InvalidArgumentError('Write a name and its values, such as plan=pro,team.');
	return [...(previous || []), [name.trim(), values]];
}

function parseRoute(text: string, previous: readonly string[] = []): readonly string[] {
	if (!text.startsWith('/')) throw new InvalidArgumentError('A route begins with "/", such as /checkout.');
	return [...previous, text];
}

function parsePercentage(text: string): number {
	const number = Number(text.replace(/%$/, ''));
	if (text.trim() !== '' && number >= 0 && number <= 100) return number;
	throw new InvalidArgumentError('Write a number from 0 to 100.');
}

export const addAudienceOptions = (command: Command): Command =>
	command
		.addOption(
			new Option(
				'--audience <name=values>',
				'only visitors with this attribute, such as plan=pro,team; repeatable, all must match',
			).argParser(parseAttribute),
		)
		.addOption(
			new Option('--route <path>', 'only on pages below this path, such as /checkout; repeatable').argParser(
				parseRoute,
			),
		)
		.option('--signed-in', 'only visitors who are signed in')
		.option('--signed-out', 'only visitors who are not signed in')
		.addOption(
			new Option(
				'--percentage <number>',
				'only this percentage of all browsers, always the same ones',
			).argParser(parsePercentage),
		);

/** The conditions that the options name. A repeatable option names the whole list. */
interface Conditions {
	readonly attributes?: Readonly<Record<string, readonly string[] | null>>;
	readonly routes?: readonly string[];
	readonly signedIn?: boolean;
	readonly percentage?: number;
}

/** The whole audience; `undefined` without any option, `false` for `--no-audience`. */
export function audienceFrom(options: AudienceOptions): object | false | undefined {
	const named = conditionsFrom(options);
	return named && { attributes: {}, routes: [], signedIn: null, percentage: null, ...named };
}

/** A change of an audience: the conditions that no option names stay as they are. */
export function changedAudience(
	options: AudienceOptions,
	before: Audience | null,
): object | false | undefined {
	const named = conditionsFrom(options);
	if (named === false || named?.attributes === undefined) return named;
	const replaced = Object.keys(before?.attributes ?? {}).map((name) => [name, null] as const);
	return { ...named, attributes: { ...Object.fromEntries(replaced), ...named.attributes } };
}

function conditionsFrom({
	audience,
	route,
	signedIn,
	signedOut,
	percentage,
}: AudienceOptions): Conditions | false | undefined {
	if (signedIn && signedOut)
		throw new CliError('usage', '--signed-in and --signed-out exclude each other. Remove one of them.');
	const otherConditions = route ?? signedIn ?? signedOut ?? percentage;
	if (audience === false) {
		if (otherConditions === undefined) return false;
		throw new CliError(
			'usage',
			'--no-audience shows it to all visitors. Remove it, or remove the other conditions.',
		);
	}
	if (audience === undefined && otherConditions === undefined) return undefined;
	return {
		...(audience && { attributes: attributesFrom(audience) }),
		...(route && { routes: route }),
		...((signedIn || signedOut) && { signedIn: signedIn === true }),
		...(percentage !== undefined && { percentage }),
	};
}

function attributesFrom(audience: readonly Attribute[]): Record<string, string[]> {
	const attributes = new Map<string, string[]>();
	for (const [name, values] of audience) attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
	// Not by assignment: that would lose an attribute called "__proto__", which the server refuses.
	return Object.fromEntries(attributes);
}
