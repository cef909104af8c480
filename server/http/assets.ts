/** The built browser files that pages load: `/candor.js`, `/define.js` and the chunks beside them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { accepts } from 'hono/accepts';
import { CandorError } from '../../src/model/index.ts';
import { notModified } from './conditions.ts';
import type { Api } from './context.ts';
import { type Encoding, encodings } from './snapshot.ts';

/** Beside this file when it is built, in `dist` when it runs from source. */
const folders = ['../../', '../../dist/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

interface Asset {
	readonly tag: string;
	readonly bodies: Readonly<Record<Encoding, Promise<Buffer>>>;
}

async function load(name: string): Promise<Asset> {
	const folder = folders.find((each) => existsSync(each + name));
	if (folder === undefined)
		throw new CandorError('not-found', `${name} is not built. Run "npm run build", then start again.`);
	const bytes = await readFile(folder + name);
	return {
		tag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`,
		bodies: {
			identity: Promise.resolve(bytes),
			br: promisify(brotliCompress)(bytes),
			gzip: promisify(gzip)(bytes),
		},
	};
}

/** An hour without asking, a day more while asking, and a week while nothing answers: a page keeps its banner. */
const caching = 'public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800';

/** Every page may load these files, whoever may read the state: without them it could not even say so. */
export function assetRoutes(api: Api): void {
	const loaded = new Map<string, Promise<Asset>>();
	api.get('/:name{(?:candor|define|chunk-[\\w-]+)\\.js}', async (context) => {
		const name = context.req.param('name');
		const found = loaded.get(name) ?? load(name);
		loaded.set(name, found);
		// A file that is not there yet is looked for again.
		const asset = await found.catch((error: unknown) => {
			loaded.delete(name);
			throw error;
		});
		const headers = {
			etag: asset.tag,
			'cache-control': caching,
			'cross-origin-resource-policy': 'cross-origin',
			vary: 'Accept-Encoding',
		};
		if (notModified(context.req.header('if-none-match'), asset.tag)) return context.body(null, 304, headers);
		const encoding = accepts(context, {
			header: 'Accept-Encoding',
			supports: [...encodings],
			default: 'identity',
		}) as Encoding;
		return context.body(new Uint8Array(await asset.bodies[encoding]), 200, {
			...headers,
			'content-type': 'text/javascript; charset=utf-8',
			...(encoding !== 'identity' && { 'content-encoding': encoding }),
		});
	});
}
