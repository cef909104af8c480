import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const folder = 'dist/console';
const codeOf = (file) => readFileSync(`${folder}/assets/${file}`, 'utf8');

/** Files with all that they import at once: a dynamic import has a bracket before the name. */
function withImports(files) {
	const found = new Set(files);
	for (const file of found)
		for (const [, name = ''] of codeOf(file).matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w-]+\.js)["']/g))
			found.add(name);
	return found;
}

/**
 * What a browser downloads until the first screen, Now, is drawn: the document, the scripts of the
 * shell and those of the screen. The other screens and the dialogs come later.
 *
 * @returns {{ signIn: number, firstScreen: number, all: number }} Bytes after brotli.
 */
export function consoleSize() {
	const page = readFileSync(`${folder}/index.html`, 'utf8');
	const [, entry = ''] = /<script type="module" src="\/console\/assets\/([^"]+)"/.exec(page) ?? [];
	const scripts = readdirSync(`${folder}/assets`).filter((file) => file.endsWith('.js'));
	const screen = scripts.filter((file) => /\(["'`]console-now["'`],/.test(codeOf(file)));
	const size = (files) =>
		[page, ...[...files].map(codeOf)].reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
	if (screen.length !== 1) throw new Error(`${screen.length} files define the first screen; expected one.`);
	return {
		signIn: size(withImports([entry])),
		firstScreen: size(withImports([entry, ...screen])),
		all: size(scripts),
	};
}
