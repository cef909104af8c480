import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a file declares at its top, and from which file of ours each name comes that it imports. */
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

/** The code of what a file declares as `name`, and of all that it uses, name by name: a file may hold pieces for others too. */
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
