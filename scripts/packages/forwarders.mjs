import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `candor/server`, `candor/model` and the command `candor` are in the package candor-server, so that
 * an application that wants elements installs no server. The package candor forwards to it
 * (docs/decisions/0100-two-packages.md).
 *
 * A static import of a missing package ends in a stack trace. Where Node imports, a file named
 * `checked-…` loads the package and says what to install. Bundlers and `require` get the static
 * file.
 */
const folder = 'dist/forward';

const load = `/** Loads a part of candor-server, or says in one sentence what to install. */
export async function load(part, wanted) {
	try {
		return await import(part);
	} catch (error) {
		// A package that candor-server itself lacks is imported from its folder, whose path names it.
		const isMissing = /MODULE_NOT_FOUND/.test(error?.code) && /(?:package '|access )candor-server\\b/.test(error.message);
		if (!isMissing) throw error;
		const missing = new Error(
			\`\${wanted} needs the package candor-server, which is not installed here: run "npm install candor-server".\`,
		);
		Object.defineProperty(missing, 'code', { value: error.code });
		// Where nothing catches it, Node prints the stack, and only the sentence helps.
		missing.stack = \`Error: \${missing.message}\`;
		throw missing;
	}
}
`;

const command = `#!/usr/bin/env node
import { load } from './load.js';

try {
	await load('candor-server/cli', \`"candor \${process.argv.slice(2).join(' ')}"\`.replace(' "', '"'));
} catch (error) {
	if (!/needs the package candor-server/.test(error.message)) throw error;
	process.stderr.write(\`Error: \${error.message}\\n\`);
	// The exit code for wrong usage: nothing was sent.
	process.exitCode = 2;
}
`;

const forward = (part) => `export * from '${part}';\n`;

/** @param {readonly string[]} names What the part exports: a module cannot find out later. */
const checked = (part, wanted, names) => `import { load } from './load.js';

const part = await load('${part}', '${wanted}');
export const { ${names.join(', ')} } = part;
`;

/** Writes the forwarders, from what the compiled modules export. */
export async function writeForwarders() {
	const namesOf = async (path) => Object.keys(await import(pathToFileURL(resolve(path)).href));
	const files = {
		'load.js': load,
		'command.js': command,
		'server.js': forward('candor-server'),
		'server.d.ts': forward('candor-server'),
		'checked-server.js': checked('candor-server', 'candor/server', await namesOf('dist/server/index.js')),
		'model.js': forward('candor-server/model'),
		'model.d.ts': forward('candor-server/model'),
		'checked-model.js': checked(
			'candor-server/model',
			'candor/model',
			await namesOf('dist/src/model/index.js'),
		),
	};
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text);
}
