import { readFileSync, writeFileSync } from 'node:fs';
import { documents, withTables } from './element-tables.mjs';

const file = 'custom-elements.json';

/** What custom-elements.json should say, from the elements' sources. */
export async function manifest() {
	const { cli } = await import('@custom-elements-manifest/analyzer/cli.js');
	const made = await cli({ argv: ['analyze', '--quiet'], cwd: process.cwd(), noWrite: true });
	return `${JSON.stringify(made, null, '\t')}\n`;
}

/**
 * Writes custom-elements.json and the tables that are made of it, which are committed: a reader of the repository sees what
 * changed in the public interface.
 */
export async function writeManifest() {
	console.log(`Describing the elements (${[file, ...documents].join(', ')}) …`);
	const text = await manifest();
	writeFileSync(file, text);
	for (const path of documents)
		writeFileSync(path, withTables(path, readFileSync(path, 'utf8'), JSON.parse(text)));
}
