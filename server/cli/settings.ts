/** Which server the command line talks to and as whom: flags first, then the environment. */
import { Failure } from './exit.ts';
import type { Io } from './io.ts';

/** The options that every command has. */
export interface GlobalOptions {
	readonly url?: string;
	readonly tokenFile?: string;
	readonly allowHttp?: boolean;
	readonly json?: boolean;
}

export interface Settings {
	/** Ends in a slash: routes are relative to it. */
	readonly url: URL;
	/** The operator's token, where it may be sent to `url`; throws the Failure that says why not. */
	readonly token: () => Promise<string>;
}

export function readSettings(io: Io, options: GlobalOptions): Settings {
	const url = readUrl(options.url, io.environment.CANDOR_URL);
	return { url, token: () => readToken(io, url, options) };
}

/** Colours are for terminals, and for operators who did not turn them off (no-color.org). */
export const wantsColours = ({ environment, stdout }: Io): boolean =>
	stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';

function readUrl(flag: string | undefined, fromEnvironment: string | undefined): URL {
	const source = flag === undefined ? 'CANDOR_URL' : '--url';
	const text = flag ?? (fromEnvironment || 'http://127.0.0.1:8787');
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
		throw new Failure('usage', `${source} is not a web address. Use one such as https://status.example.com.`);
	if (url.username || url.password)
		throw new Failure(
			'usage',
			`${source} holds a user name or password. Leave it out; the token goes into CANDOR_TOKEN.`,
		);
	url.search = '';
	url.hash = '';
	if (!url.pathname.endsWith('/')) url.pathname += '/';
	return url;
}

const isLoopback = ({ hostname }: URL): boolean =>
	/^(?:127(?:\.\d+){3}|\[::1\]|localhost|.+\.localhost)$/.test(hostname);

async function readToken(io: Io, url: URL, { tokenFile, allowHttp }: GlobalOptions): Promise<string> {
	const token =
		(tokenFile === undefined ? io.environment.CANDOR_TOKEN : await readTokenFile(io, tokenFile)) ?? '';
	const source = tokenFile === undefined ? 'CANDOR_TOKEN' : 'The token file';
	if (!token.trim())
		throw new Failure(
			'unauthorized',
			tokenFile === undefined
				? 'This needs an operator token. Put it into CANDOR_TOKEN, or into a file named with --token-file. The server printed one at its first start.'
				: 'The token file is empty. Put the operator token into it.',
		);
	// A line break inside would make fetch throw an error that quotes the token.
	if (!/^[\x21-\x7e]+$/.test(token.trim()))
		throw new Failure('unauthorized', `${source} holds characters that no token has. Copy the token again.`);
	if (url.protocol !== 'https:' && !isLoopback(url) && !allowHttp)
		throw new Failure(
			'usage',
			`The token is not sent to ${url.origin}: over http: anybody on the way can read it. Use the https: address, or add --allow-http where you trust the whole network.`,
		);
	return token.trim();
}

async function readTokenFile(io: Io, path: string): Promise<string> {
	try {
		return await io.readFile(path);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new Failure('usage', `The token file "${path}" cannot be read (${reason}). Check the path.`);
	}
}
