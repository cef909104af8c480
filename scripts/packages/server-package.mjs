import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';

/** What a server needs of `dist`: its own code, the model, and the files that it sends to browsers. */
const folders = ['cli', 'console', 'locales', 'server', 'src/model', 'themes'];
const browserFile = /^(?:candor|candor-counts|candor-from|candor-sw|define|push|reach|chunk-[\w-]+)\.js$/;
const licences = 'THIRD-PARTY-NOTICES.txt';

/** The package candor-server: its folder, in which everything but package.json and README.md is built. */
export const serverPackage = 'server';

/**
 * The files of the package that are no modules of the server, by their paths in `dist`, sorted: what
 * browsers load, and data.
 */
export const serverPackageFiles = () =>
	['console', 'locales', 'themes', 'server/drills/data', 'server/packs/data', licences]
		.flatMap((path) =>
			statSync(`dist/${path}`).isFile()
				? [path]
				: readdirSync(`dist/${path}`, { recursive: true, withFileTypes: true })
						.filter((entry) => entry.isFile())
						.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice('dist/'.length)),
		)
		.concat(readdirSync('dist').filter((name) => browserFile.test(name)))
		.filter((path) => !path.endsWith('.map'))
		.sort();

/** Copies what the package candor-server holds. npm packs only what is in the package's own folder. */
export function fillServerPackage() {
	const target = `${serverPackage}/dist`;
	rmSync(target, { recursive: true, force: true });
	const files = readdirSync('dist').filter((name) => browserFile.test(name));
	// The command line is in `cli`, as one file. The source maps of browser files stay in the checkout.
	const filter = (source) => !/^dist[\\/](?:server[\\/]cli$|console[\\/].*\.map$)/.test(source);
	for (const name of [...folders, ...files, licences])
		cpSync(`dist/${name}`, `${target}/${name}`, { recursive: true, filter });
	cpSync('dist/server/cli/main.d.ts', `${target}/cli/main.d.ts`);
	cpSync('LICENSE', `${serverPackage}/LICENSE`);
}
