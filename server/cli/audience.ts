/** Whom something concerns: the options that say so, and what the API takes for them. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Failure } from './exit.ts';

type Attribute = readonly [name: string, values: readonly string[]];

/** What `addAudienceOptions` leaves behind; `false` comes from `--no-audience` and means everybody. */
export interface AudienceOptions {
	readonly audience?: readonly Attribute[] | false;
	readonly route?: readonly string[];
	readonly signedIn?: true;
	readonly signedOut?: true;
	readonly percentage?: number;
}

/** `plan=pro,team`: the page says of its visitor that the plan is one of these. */
function parseAttribute(text: string, before: readonly Attribute[] | false = []): readonly Attribute[] {
	const [name = '', list, ...others] = text.split('=');
	const values = (list ?? '').split(',').map((value) => value.trim());
	if (!name.trim() || others.length > 0 || values.includes(''))
		throw new InvalidArgumentError('Write a name and its values, such as plan=pro,team.');
	return [...(before || []), [name.trim(), values]];
}

function parseRoute(text: string, before: readonly string[] = []): readonly string[] {
	if (!text.startsWith('/')) throw new InvalidArgumentError('A route begins with "/", such as /checkout.');
	return [...before, text];
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
				'only visitors of whom the page says this, such as plan=pro,team; repeatable, all must hold',
			).argParser(parseAttribute),
		)
		.addOption(
			new Option('--route <path>', 'only on pages below this path, repeatable: /checkout').argParser(
				parseRoute,
			),
		)
		.option('--signed-in', 'only visitors who are signed in')
		.option('--signed-out', 'only visitors who are not signed in')
		.addOption(
			new Option('--percentage <number>', 'only as many of all browsers, always the same ones').argParser(
				parsePercentage,
			),
		);

/** The whole audience; `undefined` where nothing was said of it, `false` where it is everybody again. */
export function audienceFrom({
	audience,
	route,
	signedIn,
	signedOut,
	percentage,
}: AudienceOptions): object | false | undefined {
	if (signedIn && signedOut)
		throw new Failure('usage', '--signed-in and --signed-out exclude each other. Leave one of them out.');
	const others = route ?? signedIn ?? signedOut ?? percentage;
	if (audience === false) {
		if (others === undefined) return false;
		throw new Failure('usage', '--no-audience tells everybody. Leave it out, or the conditions beside it.');
	}
	if (audience === undefined && others === undefined) return undefined;
	const attributes: Record<string, string[]> = {};
	for (const [name, values] of audience ?? []) attributes[name] = [...(attributes[name] ?? []), ...values];
	return {
		attributes,
		routes: route ?? [],
		signedIn: signedIn ?? (signedOut ? false : null),
		percentage: percentage ?? null,
	};
}
