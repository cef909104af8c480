import { writeFileSync } from 'node:fs';

const file = 'custom-elements.json';

/** What custom-elements.json should say, from the elements' sources. */
export async function manifest() {
	const { cli } = await import('@custom-elements-manifest/analyzer/cli.js');
	const made = await cli({ argv: ['analyze', '--quiet'], cwd: process.cwd(), noWrite: true });
	return `${JSON.stringify(made, null, '\t')}\n`;
}

/** Writes custom-elements.json, which is committed: a reader of the repository sees what changed in the public interface. */
export async function writeManifest() {
	console.log(`Describing the elements (${file}) …`);
	writeFileSync(file, await manifest());
}
