/** Fetches JSON from the product that is imported: bounded, and repeated with the shared back-off. */
import { readRetryAfter } from '../../../src/model/backoff.ts';
import { readAtMost } from '../../core/read-body.ts';
import { explainedReason } from '../api/response.ts';
import { isTooLong, retryDelayMs, secondsText } from '../api/retry.ts';
import { CliError } from '../cli-error.ts';
import type { HttpResponse } from '../http-fetch.ts';
import type { Io } from '../io.ts';
import { oneLine } from '../terminal-text.ts';
import type { FetchJson } from './source.ts';

const mebibyte = 1024 * 1024;
const maxMebibytes = 32;
/** How long one response may take. */
const timeoutMs = 30_000;
/** Between two requests, so that an import is no load. */
const pauseMs = 100;

const transientStatuses: readonly number[] = [429, 500, 502, 503, 504];
const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** The address, if it may be fetched: https:, or http: on this machine. Throws a CliError. */
export function sourceAddress(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.includes(url.hostname))) {
		if (!url.username && !url.password) return url;
		throw new CliError('usage', 'Leave the user name and the password out of the address.');
	}
	throw new CliError('usage', `Use the https: address of the page, not "${oneLine(text)}".`);
}

/**
 * `token`: an API key of the product; it is sent to `origin` alone. Throws a CliError for what is no
 * JSON, too long, or not there after several attempts.
 */
export function jsonFetcher(
	io: Io,
	{ origin, token }: { readonly origin: string; readonly token: string | undefined },
	printProgress: (line: string) => void,
): FetchJson {
	const headers = { accept: 'application/json', 'user-agent': `candor-import/${io.version}` };
	let requests = 0;

	async function attempt(url: URL): Promise<{ readonly response: HttpResponse; readonly text: string }> {
		const authorization = token !== undefined &&
			url.origin === origin && { authorization: `Bearer ${token}` };
		const response = await io.fetch(url, {
			headers: { ...headers, ...authorization },
			redirect: 'manual',
			signal: io.timeout(timeoutMs),
		});
		const bytes = await readAtMost(maxMebibytes * mebibyte, response);
		if (!bytes) throw unusable(url, `it is longer than ${maxMebibytes} MB`);
		return { response, text: new TextDecoder().decode(bytes) };
	}

	return async (url, { allowMissing = false } = {}) => {
		if (requests++ > 0) await io.sleep(pauseMs);
		for (let failures = 1; ; failures++) {
			const result = await attempt(url).catch((error: unknown) => {
				if (error instanceof CliError) throw error;
				return { error };
			});
			if ('response' in result && !transientStatuses.includes(result.response.status)) {
				const isMissing = allowMissing && result.response.status === 404;
				const content = isMissing ? null : parsed(url, result.response, result.text);
				return { name: `${url.pathname}${url.search}`, content };
			}
			const header = 'response' in result ? result.response.headers.get('retry-after') : null;
			const retryAfterMs = readRetryAfter(header, io.now());
			const delayMs = retryDelayMs(failures, io.random, retryAfterMs);
			const reason =
				'response' in result ? `status ${result.response.status}` : explainedReason(result.error);
			if (delayMs === null) {
				const wait = isTooLong(retryAfterMs)
					? ` It asks to wait ${Math.ceil(retryAfterMs / 60_000)} min.`
					: '';
				throw new CliError(
					'unreachable',
					`${url.href} cannot be read (${reason}).${wait} Nothing was imported. Try again later, or import from files.`,
				);
			}
			printProgress(`${url.href} failed (${reason}). Retrying in ${secondsText(delayMs)}.`);
			await io.sleep(delayMs);
		}
	};
}

function parsed(url: URL, { status, headers }: HttpResponse, text: string): unknown {
	if (status >= 300 && status < 400)
		throw unusable(
			url,
			`it redirects to ${oneLine(headers.get('location') ?? 'another address')}. Give that address`,
		);
	if (status === 401 || status === 403)
		throw unusable(url, `status ${status}: set the API key of the product in CANDOR_IMPORT_TOKEN`);
	if (status < 200 || status > 299) throw unusable(url, `status ${status}`);
	try {
		return JSON.parse(text);
	} catch {
		const type = headers.get('content-type')?.split(';')[0] ?? 'no content type';
		throw unusable(url, `it is no JSON (${oneLine(type)}). Check the address and the name of the product`);
	}
}

const unusable = (url: URL, reason: string): CliError =>
	new CliError('refused', `${url.href} cannot be imported: ${reason}. Nothing was imported.`);
