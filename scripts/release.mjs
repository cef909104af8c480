// `npm run release`: everything that a version publishes, in the folder `release`. Two builds of one commit with the
// same Node are equal, byte for byte (docs/how-to/release.md).
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { writeChecksums } from './release/checksums.mjs';
import { provenanceOf } from './release/provenance.mjs';
import { packTarballs } from './release/tarballs.mjs';
import { fail, run } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = 'release';
const changed = () => spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' }).stdout.trim();

if (spawnSync('git', ['rev-parse', 'HEAD']).status !== 0)
	fail(
		'A release is made from a commit, and this is no checkout of git. Clone the repository, then try again.',
	);
if (changed())
	fail(`Files differ from the commit:\n${changed()}\nCommit or remove them, then make the release again.`);
ensureDependencies();

// What an earlier build left would not be in a build elsewhere.
for (const each of ['dist', 'server/dist', folder]) rmSync(each, { recursive: true, force: true });
if (!run('scripts/build.mjs')) fail('The build failed. The lines above say why.');
if (changed()) fail(`The build has changed files:\n${changed()}\nCommit them, then make the release again.`);

// Imported here, because callers install the dependencies first.
const [{ buildSingleFile }, { softwareBill }, { scriptHashes }] = await Promise.all([
	import('./bundle/single-file.mjs'),
	import('./release/software-bill.mjs'),
	import('./release/script-hashes.mjs'),
]);
const asJson = (value) => `${JSON.stringify(value, null, '\t')}\n`;
const tarballs = packTarballs(folder);
const { targets } = await buildSingleFile(`${folder}/candor.mjs`);
const lock = readFileSync('package-lock.json', 'utf8');
const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
writeFileSync(`${folder}/sbom.cdx.json`, asJson(softwareBill(JSON.parse(lock), notices)));
writeFileSync(`${folder}/script-hashes.json`, asJson(scriptHashes()));
writeFileSync(`${folder}/provenance.json`, asJson(provenanceOf(lock, targets)));
const names = writeChecksums(folder);
console.log(`Made ${folder}: ${names.join(', ')}. Tarballs: ${tarballs.length}.`);
