/** The documents of the repository, with their code blocks and their prose apart. */
import { readdirSync, readFileSync } from 'node:fs';

export interface CodeBlock {
	/** What follows the opening fence, such as `sh`. */
	readonly info: string;
	readonly code: string;
}

export interface Document {
	/** From the top of the checkout, with slashes. */
	readonly path: string;
	readonly text: string;
	/** The lines outside of code blocks and of generated text; a left-out line is empty, so that numbers stay right. */
	readonly lines: readonly string[];
	readonly blocks: readonly CodeBlock[];
	/** The texts of code spans. */
	readonly spans: readonly string[];
}

const fence = /^ *```(.*)\n([\s\S]*?)^ *```$/gm;
const generated = /^<!-- Generated [\s\S]*?^<!-- End of the generated text -->$/gm;
const emptyLines = (text: string): string => text.replace(/[^\n]+/g, '');

export const readText = (path: string): string => readFileSync(path, 'utf8');

export function readDocument(path: string): Document {
	const text = readText(path);
	const prose = text.replace(generated, emptyLines).replace(fence, emptyLines);
	return {
		path,
		text,
		lines: prose.split('\n'),
		blocks: [...text.matchAll(fence)].map(([, info = '', code = '']) => ({ info, code })),
		spans: [...prose.matchAll(/`([^`\n]+(?:\n[^`\n]+)?)`/g)].map(([, span = '']) =>
			span.replace(/\s+/g, ' '),
		),
	};
}

/** The paths of the files below a folder whose name ends like this, without built files, in a fixed order. */
export const filesIn = (folder: string, ...endings: readonly string[]): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => endings.some((ending) => name.endsWith(ending)) && !/^dist[\\/]/.test(name))
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
		.sort();

export const documents: readonly Document[] = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'bench/README.md',
	...filesIn('docs', '.md'),
].map(readDocument);
