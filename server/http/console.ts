/**
 * The console: one document for every path below `/console`, and its files in `/console/assets/`.
 * What it shows comes from the API.
 */
import { extname } from 'node:path';
import type { Context } from 'hono';
import { CandorError } from '../../src/model/errors.ts';
import { builtFiles, builtFolders } from './built-files.ts';
import { hashedAssetCacheControl } from './cache/cache-control.ts';
import { cachedBody, sendEncoded } from './cache/encoded-body.ts';
import { consolePath } from './console-path.ts';
import type { Api, ApiEnv } from './context.ts';

/** The console parses no HTML: its templates are nodes before a policy is asked. */
const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"connect-src 'self'",
	"img-src 'self' data:",
	"font-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8',
	'.map': 'application/json; charset=utf-8',
};

/** The end of a name with a hash of the content, such as `-B2k9Xw1q.js`. */
const hashedName = /-[\w-]{8,}\.\w+$/;

/** `folders`: where `console/index.html` may be. Default: the build of this server. */
export function consoleRoutes(api: Api, folders: readonly string[] = builtFolders): void {
	const documents = builtFiles((bytes) => bytes.toString('utf8'), folders);
	const assets = builtFiles(cachedBody, folders);

	api.get(`${consolePath}/assets/*`, async (context) => {
		const name = context.req.path.slice(`${consolePath}/assets/`.length);
		const type = types[extname(name)];
		if (!/^\w[\w.-]*$/.test(name) || type === undefined)
			throw new CandorError('not-found', 'The console has no file of this name. Load the console again.');
		restrict(context);
		const cacheControl = hashedName.test(name) ? hashedAssetCacheControl : 'no-cache';
		return sendEncoded(context, { ...(await assets(`console/assets/${name}`)), type, cacheControl });
	});

	const sendDocument = async (context: Context<ApiEnv>): Promise<Response> => {
		const text = withPathTo(await documents('console/index.html'), context.req.path);
		restrict(context);
		context.header('content-security-policy', contentSecurityPolicy);
		context.header('referrer-policy', 'no-referrer');
		context.header('cross-origin-opener-policy', 'same-origin');
		const type = 'text/html; charset=utf-8';
		return sendEncoded(context, { ...cachedBody(Buffer.from(text)), type, cacheControl: 'no-cache' });
	};
	api.get(consolePath, sendDocument);
	api.get(`${consolePath}/*`, sendDocument);
}

const restrict = (context: Context<ApiEnv>): void =>
	context.header('cross-origin-resource-policy', 'same-origin');

/**
 * The document names its files as `assets/NAME`. Relative to the path of the request they are found
 * behind every mount path, also one that a proxy has removed. (A `base` element is not allowed.)
 */
function withPathTo(document: string, path: string): string {
	const depth = path.split('/').length - 2;
	const toConsole = depth === 0 ? `${consolePath.slice(1)}/` : '../'.repeat(depth - 1);
	return document.replaceAll(/(\s(?:src|href)=")(?:\/console\/|\.\/)?assets\//g, `$1${toConsole}assets/`);
}
