import { readFileSync, writeFileSync } from 'node:fs';
import { editorFiles } from './editor-data.mjs';
import { documents, withTables } from './element-tables.mjs';

const file = 'custom-elements.json';

/** The content of custom-elements.json, generated from the elements' sources. */
export async function manifest() {
	const { cli } = await import('@custom-elements-manifest/analyzer/cli.js');
	const made = await cli({ argv: ['analyze', '--quiet'], cwd: process.cwd(), noWrite: true });
	return `${JSON.stringify(made, null, '\t')}\n`;
}

/**
 * Writes custom-elements.json, its tables, and what editors read. They are committed, so that a change of the public
 * interface shows in a diff.
 */
export async function writeManifest() {
	console.log(`Describing the elements (${[file, ...Object.keys(editorFiles), ...documents].join(', ')}) …`);
	const text = await manifest();
	writeFileSync(file, text);
	for (const [path, contentOf] of Object.entries(editorFiles))
		writeFileSync(path, contentOf(JSON.parse(text)));
	for (const path of documents)
		writeFileSync(path, withTables(path, readFileSync(path, 'utf8'), JSON.parse(text)));
}
