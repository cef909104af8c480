/**
 * The built browser files: `/candor.js`, `/define.js` and the chunks beside them, translations in
 * `/locales/`, themes in `/themes/`, and the notices of the packages that the scripts contain.
 */
import type { Context } from 'hono';
import { locales } from '../../src/model/locales.ts';
import { builtFiles } from './built-files.ts';
import { assetCacheControl } from './cache/cache-control.ts';
import { cachedBody, sendEncoded } from './cache/encoded-body.ts';
import { isConsolePath } from './console-path.ts';
import type { Api } from './context.ts';

const script = 'text/javascript; charset=utf-8';
const json = 'application/json; charset=utf-8';
const css = 'text/css; charset=utf-8';
const text = 'text/plain; charset=utf-8';

/** Every script names it in its first line. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** The ready-made themes, in `dist/themes` as `NAME.css` (docs/how-to/theming.md). */
export const themes: readonly string[] = ['contrast', 'quiet', 'warm'];

/** Whether a path is that of a browser file, which every page may load. */
export const isAsset = (path: string): boolean =>
	!isConsolePath(path) &&
	/\.js$|\/locales\/[\w-]+\.json$|\/themes\/\w+\.css$|\/THIRD-PARTY-NOTICES\.txt$/.test(path);

/**
 * Every page may load these files, even if it may not read the state: the script is what reports
 * that.
 */
export function assetRoutes(api: Api): void {
	const files = builtFiles(cachedBody);
	async function send(context: Context, name: string, type: string): Promise<Response> {
		const asset = await files(name);
		context.header('cross-origin-resource-policy', 'cross-origin');
		return sendEncoded(context, { ...asset, type, cacheControl: assetCacheControl(name) });
	}
	api.get(
		'/:name{(?:candor|candor-counts|candor-from|candor-sw|define|push|reach|chunk-[\\w-]+)\\.js}',
		(context) => send(context, context.req.param('name'), script),
	);
	api.get(`/locales/:name{(?:${locales.join('|')})\\.json}`, (context) =>
		send(context, `locales/${context.req.param('name')}`, json),
	);
	api.get(`/themes/:name{(?:${themes.join('|')})\\.css}`, (context) =>
		send(context, `themes/${context.req.param('name')}`, css),
	);
	api.get(`/${noticesFile}`, (context) => send(context, noticesFile, text));
}
