// `npm run test:proxies`: Candor behind real proxies, which must be installed (Debian's packages of these names will do).
// `npm run test:proxies -- nginx caddy` asks for these alone.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { runNodeTests } from './test-node.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const known = readdirSync('test/proxies').flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0)
	fail(`There are no tests for ${unknown.join(', ')}. Name some of ${known.join(', ')}.`);
ensureDependencies();
await ensureDist();

const names = wanted.length > 0 ? wanted : known;
const files = names.map((name) => `test/proxies/${name}.test.ts`);
// Those of a folder run one after the other, which these must, as they measure how long things take.
const { passed, failed } = await runNodeTests(files);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
