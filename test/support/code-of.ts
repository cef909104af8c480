import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The top-level declarations of a file, and for each name that it imports from our files, which
 * file that is.
 */
function read(path: string) {
	const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
	const declarations = new Map<string, string>();
	for (const piece of code.split(/^(?=\w)/m)) {
		const [, name] =
			/^(?:export )?(?:abstract |async )?(?:class|const|let|function\*?) (\w+)/.exec(piece) ?? [];
		if (name) declarations.set(name, piece);
	}
	const imports = new Map<string, string>();
	for (const [, names = '', from = ''] of code.matchAll(/^import \{([^}]*)\} from '(\.[^']+)'/gm))
		for (const name of names.match(/\w+/g) ?? []) imports.set(name, join(dirname(path), from));
	return { declarations, imports };
}

/**
 * The code of one declaration of a file, and of all declarations that it uses, also in other files.
 */
export function codeOf(path: string, name: string, known = new Set<string>()): string {
	const key = `${path} ${name}`;
	if (known.has(key)) return '';
	known.add(key);
	const { declarations, imports } = read(path);
	const code = declarations.get(name) ?? '';
	const used = (code.match(/\w+/g) ?? []).map((each) => {
		if (declarations.has(each)) return codeOf(path, each, known);
		return imports.has(each) ? codeOf(imports.get(each) as string, each, known) : '';
	});
	return [code, ...used].join('');
}
