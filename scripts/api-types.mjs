// `node scripts/api-types.mjs`: the types of the console's API client, from the server's own OpenAPI
// document. The build does not: run it after a change of the routes (test/console/api-types.test.ts).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The generated file. */
export const typesFile = 'src/console/api/schema.ts';
const generator = 'tools/openapi-types/node_modules/openapi-typescript/bin/cli.js';
const head = '// Generated from the OpenAPI document of the server: node scripts/api-types.mjs.\n';

/** The OpenAPI document of the built server. */
async function openapiDocument() {
	const { createCandor } = await import('../dist/server/index.js');
	const { default: pino } = await import('pino');
	const candor = await createCandor({
		data: null,
		token: 'a-token-for-the-types',
		logger: pino({ level: 'silent' }),
	});
	const server = createServer(candor.handler);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	try {
		return await (await fetch(`http://127.0.0.1:${port}/v1/openapi.json`)).text();
	} finally {
		await candor.close();
		server.closeAllConnections();
		server.close();
	}
}

/** What the generated file must contain. `dist` must have been built. */
export async function apiTypes() {
	const folder = mkdtempSync(join(tmpdir(), 'candor-api-types-'));
	try {
		const [input, output] = [join(folder, 'openapi.json'), join(folder, 'schema.ts')];
		writeFileSync(input, await openapiDocument());
		execFileSync(process.execPath, [generator, input, '-o', output], { stdio: 'pipe' });
		return head + readFileSync(output, 'utf8');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Writes the file if it differs. */
export async function writeApiTypes() {
	const text = await apiTypes();
	if (readFileSync(typesFile, 'utf8') !== text) writeFileSync(typesFile, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
	await writeApiTypes();
}
