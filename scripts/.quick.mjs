// quick bundle sizes
import { resolve } from 'node:path';
import { brotliCompressSync as b } from 'node:zlib';
import { rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';

const { options } = await loadConfigFile(resolve('rollup.config.mjs'), {});
for (const { output, ...input } of options) {
	const x = await rollup(input);
	for (const o of output) {
		const r = await x.generate(o);
		for (const f of r.output)
			if (f.type === 'chunk') console.log(f.fileName.padEnd(24), f.code.length, b(f.code).length);
	}
}
