// `npm run build`: everything that ships, the manifest of the elements, and its tables in the
// documents.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { buildDist } from './dist.mjs';
import { writeLocaleHashes } from './locale-hashes.mjs';
import { writeManifest } from './manifest.mjs';
import { writeGeneratedFiles } from './record-decoders.mjs';
import { writeSiteWords } from './site-words.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await writeGeneratedFiles();
writeLocaleHashes();
await writeSiteWords();
await buildDist();
await writeManifest();
