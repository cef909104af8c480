import {
	createReadStream,
	createWriteStream,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const home = 'node_modules/@sparticuz/chromium';

/**
 * The Chromium of an npm package, unpacked once into node_modules/.cache with its libraries and
 * fonts. With it the browser tests run on a machine that has only Node and reaches only the package
 * registry.
 *
 * @param {Record<string, string>} env
 */
export async function npmBrowser(env) {
	if (process.platform !== 'linux' || process.arch !== 'x64')
		throw new Error('No Chrome was found. Install Chrome or Chromium, or set CHROME_PATH, then try again.');
	const { version } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'));
	const folder = resolve(`node_modules/.cache/chromium-${version}`);
	if (!existsSync(folder)) await unpack(folder);
	return {
		executablePath: `${folder}/chromium`,
		env: {
			...env,
			LD_LIBRARY_PATH: [`${folder}/libraries/lib`, env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
			FONTCONFIG_PATH: `${folder}/fonts`,
		},
	};
}

/**
 * Unpacks into a temporary folder and renames it, so that every process sees a complete folder or
 * none.
 */
async function unpack(folder) {
	console.log('Unpacking the Chromium of the npm package (once, about 15 seconds) …');
	const { extract } = await import('tar-fs');
	const partial = `${folder}.${process.pid}`;
	mkdirSync(partial, { recursive: true });
	const unpackFile = (file, target) =>
		pipeline(createReadStream(`${home}/bin/${file}`), createBrotliDecompress(), target);
	await Promise.all([
		unpackFile('chromium.br', createWriteStream(`${partial}/chromium`, { mode: 0o755 })),
		unpackFile('fonts.tar.br', extract(partial)),
		unpackFile('swiftshader.tar.br', extract(partial)),
		unpackFile('al2023.tar.br', extract(`${partial}/libraries`)),
	]);
	try {
		renameSync(partial, folder);
	} catch (error) {
		// Another process was first and has unpacked the same files.
		rmSync(partial, { recursive: true });
		if (!existsSync(folder)) throw error;
	}
}
