/** The built browser files that pages load: `/candor.js`, `/define.js` and the chunks beside them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CandorError } from '../../src/model/index.ts';
import { assetCaching, workerCaching } from './caching.ts';
import type { Api } from './context.ts';
import { EncodedBody, sendEncoded } from './encoded.ts';

/** Beside this file when it is built, in `dist` when it runs from source. */
const folders = ['../../', '../../dist/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

interface Asset {
	readonly tag: `W/"${string}"`;
	readonly body: EncodedBody;
}

async function load(name: string): Promise<Asset> {
	const folder = folders.find((each) => existsSync(each + name));
	if (folder === undefined)
		throw new CandorError('not-found', `${name} is not built. Run "npm run build", then start again.`);
	const bytes = await readFile(folder + name);
	const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
	return { tag: `W/"${digest}"`, body: new EncodedBody(bytes) };
}

/** Every page may load these files, whoever may read the state: without them it could not even say so. */
export function assetRoutes(api: Api): void {
	const loaded = new Map<string, Promise<Asset>>();
	api.get('/:name{(?:candor|candor-sw|define|reach|chunk-[\\w-]+)\\.js}', async (context) => {
		const name = context.req.param('name');
		const found = loaded.get(name) ?? load(name);
		loaded.set(name, found);
		// A file that is not there yet is looked for again.
		const asset = await found.catch((error: unknown) => {
			loaded.delete(name);
			throw error;
		});
		context.header('cross-origin-resource-policy', 'cross-origin');
		const caching = name === 'candor-sw.js' ? workerCaching : assetCaching;
		return sendEncoded(context, { ...asset, type: 'text/javascript; charset=utf-8', caching });
	});
}
