import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping';

/**
 * How much smaller a bundle would be without each element and the modules of its folder, by the
 * build's source map.
 */
export function elementSizes(file) {
	const lines = readFileSync(`dist/${file}`, 'utf8').split('\n');
	const map = new TraceMap(readFileSync(`dist/${file}.map`, 'utf8'));
	const pieces = decodedMappings(map).flatMap((mappings, line) =>
		mappings.map(([column, source], index) => ({
			path: (source === undefined ? null : map.sources[source]) ?? '',
			text: lines[line]?.slice(column, mappings[index + 1]?.[0]) ?? '',
		})),
	);
	const sizeOf = (some) => brotliCompressSync(some.map(({ text }) => text).join('')).length;
	const folders = readdirSync('src/elements', { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !['i18n', 'shared'].includes(entry.name))
		.map(({ name }) => name);
	return folders.map((name) => ({
		name,
		bytes: sizeOf(pieces) - sizeOf(pieces.filter(({ path }) => !path.includes(`/elements/${name}/`))),
	}));
}
