// `npm run size`: what a page downloads, guarded. The last line is JSON, for programs.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
await ensureDist();
// Loaded here, as the dependencies are there only now.
const { decodedMappings, TraceMap } = await import('@jridgewell/trace-mapping');

/** The files that the script tag names, in the order in which it does. */
const [look, elements] = readFileSync('dist/candor.js', 'utf8').match(/chunk-[\w-]+\.js/g) ?? [];
const parts = {
	embed: { files: ['candor.js'], limit: 9_000, what: 'every page' },
	look: {
		files: [look],
		limit: 13_500,
		what: 'every page when it has time: the full look, languages, signatures',
	},
	elements: {
		files: [elements],
		limit: 18_200,
		what: 'pages that use other elements than the banner, on top',
	},
	worker: { files: ['candor-sw.js'], limit: 4_100, what: 'browsers of hosts that register it, once' },
	reach: { files: ['reach.js'], limit: 3_600, what: 'pages that watch their requests, on top' },
	define: { files: ['define.js'], limit: 33_000, what: 'pages without the script tag, alone' },
};

const sizes = Object.fromEntries(Object.entries(parts).map(([name, { files }]) => [name, measure(files)]));
console.log('part      minified     gzip   brotli    limit  downloaded by');
for (const [name, { limit, what }] of Object.entries(parts)) {
	const numbers = [sizes[name].min, sizes[name].gzip, sizes[name].brotli, limit];
	console.log(`${name.padEnd(9)}${numbers.map((bytes) => `${bytes}`.padStart(9)).join('')}  ${what}`);
}
const over = Object.entries(parts).filter(([name, { limit }]) => sizes[name].brotli > limit);
for (const [name, { limit }] of over)
	console.error(
		`${name} is ${sizes[name].brotli - limit} bytes over its limit. See with \`git diff\` what grew, and take it out.`,
	);
console.log('\nof the elements, what would go with each (brotli):');
for (const { name, bytes } of shares(elements)) console.log(`${name.padEnd(9)}${`${bytes}`.padStart(27)}`);
console.log(JSON.stringify(sizes));
process.exitCode = over.length > 0 ? 1 : 0;

/** Bytes; each file is compressed on its own, as a server sends it. */
function measure(files) {
	const sum = (size) => files.reduce((total, file) => total + size(readFileSync(`dist/${file}`)).length, 0);
	return {
		min: sum((bytes) => bytes),
		gzip: sum((bytes) => gzipSync(bytes, { level: 9 })),
		brotli: sum(brotliCompressSync),
	};
}

/** How much smaller a file would be without one element and what it alone uses, by the build's source map. */
function shares(file) {
	const code = readFileSync(`dist/${file}`, 'utf8');
	const map = new TraceMap(readFileSync(`dist/${file}.map`, 'utf8'));
	const [line, ...more] = decodedMappings(map);
	if (more.length > 1) throw new Error(`${file} has more than one line of code; this counts on one.`);
	const ends = [...line.slice(1).map(([column]) => column), code.length];
	const pieces = line.map(([column, source], index) => ({
		path: (source === undefined ? null : map.sources[source]) ?? '',
		text: code.slice(column, ends[index]),
	}));
	const whole = brotliCompressSync(code).length;
	return ['status', 'timeline', 'assurance', 'remedy', 'inline', 'report'].map((name) => {
		const own = RegExp(`/elements/(candor-)?${name}[./-]`);
		const rest = pieces.filter(({ path }) => !own.test(path)).map(({ text }) => text);
		return { name, bytes: whole - brotliCompressSync(rest.join('')).length };
	});
}
