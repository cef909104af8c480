/** The built browser files that pages load: `/candor.js`, `/define.js`, the chunks beside them, words in `/locales/` and themes in `/themes/`. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import { locales } from '../../src/model/locales.ts';
import { cachingOf } from './cache/cache-control.ts';
import { EncodedBody, sendEncoded } from './cache/encoded.ts';
import type { Api } from './context.ts';

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

const script = 'text/javascript; charset=utf-8';
const json = 'application/json; charset=utf-8';
const css = 'text/css; charset=utf-8';

/** Ready themes: what lies in `dist/themes` as `NAME.css` (docs/how-to/theming.md). */
export const themes: readonly string[] = ['contrast', 'quiet', 'warm'];

/** Whether a path is that of a file that every page may load. */
export const isAsset = (path: string): boolean =>
	/\.js$|\/locales\/[\w-]+\.json$|\/themes\/\w+\.css$/.test(path);

/** Every page may load these files, whoever may read the state: without them it could not even say so. */
export function assetRoutes(api: Api): void {
	const loaded = new Map<string, Promise<Asset>>();
	async function send(context: Context, name: string, type: string): Promise<Response> {
		const found = loaded.get(name) ?? load(name);
		loaded.set(name, found);
		// A file that is not there yet is looked for again.
		const asset = await found.catch((error: unknown) => {
			loaded.delete(name);
			throw error;
		});
		context.header('cross-origin-resource-policy', 'cross-origin');
		return sendEncoded(context, { ...asset, type, caching: cachingOf(name) });
	}
	api.get('/:name{(?:candor|candor-sw|define|reach|chunk-[\\w-]+)\\.js}', (context) =>
		send(context, context.req.param('name'), script),
	);
	api.get(`/locales/:name{(?:${locales.join('|')})\\.json}`, (context) =>
		send(context, `locales/${context.req.param('name')}`, json),
	);
	api.get(`/themes/:name{(?:${themes.join('|')})\\.css}`, (context) =>
		send(context, `themes/${context.req.param('name')}`, css),
	);
}
