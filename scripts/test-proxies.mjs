// `npm run test:proxies`: Candor behind real proxies, which must be installed (Debian's packages of
// these names). `npm run test:proxies -- nginx caddy` runs only these.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { runNodeTests } from './test-node.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const known = readdirSync('test/proxies').flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
const named = process.argv.slice(2);
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0)
	fail(`There are no tests for ${unknown.join(', ')}. Choose from ${known.join(', ')}.`);
ensureDependencies();
await ensureDist();

const names = named.length > 0 ? named : known;
// The files of one folder run one after the other, so that none of them delays another.
const { passed, failed } = await runNodeTests(names.map((name) => `test/proxies/${name}.test.ts`));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
