// `npm run size`: what a page downloads, checked against limits, and what the build edits in other
// packages. The last line is JSON.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await ensureDist();
// Imported here: before, the dependencies and the files may be missing.
const { parts } = await import('./size-limits.mjs');
const { elementSizes } = await import('./element-sizes.mjs');
const { edits } = await import('./bundle/lit-edits.mjs');

/** A row of a table: the first cell to the left, numbers to the right. */
const row = (name, ...cells) =>
	name.padEnd(14) +
	cells.map((cell) => (typeof cell === 'string' ? `  ${cell}` : `${cell}`.padStart(9))).join('');

function measure(file) {
	const bytes = readFileSync(`dist/${file}`);
	return {
		min: bytes.length,
		gzip: gzipSync(bytes, { level: 9 }).length,
		brotli: brotliCompressSync(bytes).length,
	};
}

const sizes = Object.fromEntries(parts.map(({ name, file }) => [name, measure(file)]));
console.log('file           minified     gzip   brotli    limit  downloaded by');
for (const { name, limit, downloadedBy } of parts) {
	const { min, gzip, brotli } = sizes[name];
	console.log(row(name, min, gzip, brotli, limit, downloadedBy));
}
console.log('\nWhy these limits (scripts/size-limits.mjs):');
for (const { name, reason } of parts) console.log(row(name, reason));

console.log('\nWhat one element adds to the second file (brotli):');
const { file: elementsFile } = /** @type {import('./size-limits.mjs').Part} */ (
	parts.find(({ name }) => name === 'elements')
);
for (const { name, bytes } of elementSizes(elementsFile)) console.log(row(name, bytes));

console.log('\nEdits of other packages in the bundles (scripts/bundle/lit-edits.mjs):');
for (const { module, reason } of edits) console.log(`${module}\n  ${reason}`);

const tooLarge = parts.filter(({ name, limit }) => sizes[name].brotli > limit);
for (const { name, file, limit } of tooLarge)
	console.error(
		`\n${name} (dist/${file}) is ${sizes[name].brotli - limit} bytes over its limit. See with \`git diff\` what grew, and remove it, or record in docs/decisions why the limit is raised.`,
	);
console.log(`\n${JSON.stringify(sizes)}`);
process.exitCode = tooLarge.length > 0 ? 1 : 0;
