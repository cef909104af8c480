/**
 * Most tests are not about components: here a notice may name any. A test that is about unknown
 * components gives `newComponents` itself (on the command line: `--new-component`).
 */

interface Naming {
	readonly affected?: readonly { readonly component: string }[] | undefined;
	readonly unaffected?: readonly string[] | undefined;
}

/** The command or request body, with all components that it names as new ones. */
export function withNewComponents<Body extends object>(body: Body): Body {
	const { affected = [], unaffected = [] } = body as Naming;
	// A test of refusals sends other shapes.
	const isWellFormed =
		[affected, unaffected].every(Array.isArray) && affected.every((each) => each?.component);
	if (!isWellFormed) return body;
	if ('newComponents' in body || (affected.length === 0 && unaffected.length === 0)) return body;
	const newComponents = [...new Set([...affected.map(({ component }) => component), ...unaffected])];
	return { ...body, newComponents };
}

/** The arguments of the command line, with all components that they name as new ones. */
export function withNewComponentOption(argv: readonly string[]): readonly string[] {
	// A series names components that exist.
	const isNaming =
		argv[0] !== 'series' &&
		argv.some((argument) => argument === '--component' || argument === '--unaffected');
	const isDecided = argv.some((argument) => argument.startsWith('--new-component'));
	return isNaming && !isDecided ? [...argv, '--new-component'] : argv;
}
