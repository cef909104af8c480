// `npm run bench`: measures what has a budget, prints a table and, as the last line, JSON. Exits 1 above a budget.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../scripts/dependencies.mjs';
import { ensureDist } from '../scripts/dist.mjs';
import { fail } from '../scripts/tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await ensureDist();
const [{ measureMarkdown }, { measurePixels }] = await Promise.all([
	import('./markdown.mjs'),
	import('./pixels.mjs'),
]);

console.log('Measuring; this takes about half a minute …');
const results = [...measureMarkdown(), ...(await measurePixels())].map((result) => ({
	...result,
	measured: result.median ?? result.worst,
}));
for (const { name, measured, worst, budget, unit } of results)
	console.log(`${name}: ${measured.toFixed(1)} ${unit} (worst ${worst.toFixed(1)}, budget ${budget})`);
console.log(JSON.stringify(results));
const over = results.filter(({ measured, budget }) => measured > budget);
if (over.length > 0)
	fail(`Over budget: ${over.map(({ name }) => name).join('; ')}. See what changed with git diff.`);
process.exit(0);
