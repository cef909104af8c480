/** The server's address and the operator's token: options first, then the environment. */
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';

/** The options of every command. */
export interface GlobalOptions {
	readonly url?: string;
	readonly tokenFile?: string;
	readonly allowHttp?: boolean;
	readonly json?: boolean;
}

/** Where the token comes from. */
export type TokenSource = 'option' | 'environment';

export interface Settings {
	/** Ends in a slash, so that the paths of the API are relative to it. */
	readonly url: URL;
	readonly urlFrom: TokenSource | 'default';
	/** `null`: there is no token. */
	readonly tokenFrom: TokenSource | null;
	/**
	 * Reads the operator's token. Throws a CliError if there is none, or if it must not be sent to
	 * `url`.
	 */
	readonly readToken: () => Promise<string>;
}

export async function readSettings(io: Io, options: GlobalOptions): Promise<Settings> {
	const { CANDOR_URL, CANDOR_TOKEN } = io.environment;
	const url = readUrl(options.url, CANDOR_URL);
	return {
		url,
		urlFrom: options.url !== undefined ? 'option' : CANDOR_URL ? 'environment' : 'default',
		tokenFrom: options.tokenFile !== undefined ? 'option' : CANDOR_TOKEN?.trim() ? 'environment' : null,
		readToken: () => readToken(io, url, options),
	};
}

function readUrl(option: string | undefined, fromEnvironment: string | undefined): URL {
	const source = option === undefined ? 'CANDOR_URL' : '--url';
	const text = option ?? (fromEnvironment || 'http://127.0.0.1:8787');
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
		throw new CliError(
			'usage',
			`${source} is not a web address. Use one such as https://status.example.com.`,
		);
	if (url.username || url.password)
		throw new CliError(
			'usage',
			`${source} contains a user name or a password. Remove it; the token goes into CANDOR_TOKEN.`,
		);
	url.search = '';
	url.hash = '';
	if (!url.pathname.endsWith('/')) url.pathname += '/';
	return url;
}

const isLoopback = ({ hostname }: URL): boolean =>
	/^(?:127(?:\.\d+){3}|\[::1\]|localhost|.+\.localhost)$/.test(hostname);

async function readToken(io: Io, url: URL, { tokenFile, allowHttp }: GlobalOptions): Promise<string> {
	const text =
		(tokenFile === undefined ? io.environment.CANDOR_TOKEN : await readTokenFile(io, tokenFile)) ?? '';
	const source = tokenFile === undefined ? 'CANDOR_TOKEN' : 'The token file';
	const token = text.trim();
	if (token === '')
		throw new CliError(
			'unauthorized',
			tokenFile === undefined
				? 'This command needs an operator token. Set CANDOR_TOKEN, or name a file with --token-file. The server printed a token when it started for the first time.'
				: 'The token file is empty. Write the operator token into it.',
		);
	// With a line break inside, fetch would throw an error that quotes the token.
	if (!/^[\x21-\x7e]+$/.test(token))
		throw new CliError(
			'unauthorized',
			`${source} contains characters that a token never has. Copy the token again.`,
		);
	if (url.protocol !== 'https:' && !isLoopback(url) && !allowHttp)
		throw new CliError(
			'usage',
			`The token was not sent to ${url.origin}, because anyone on the network can read it over http. Use the https: address, or add --allow-http if you trust the whole network.`,
		);
	return token;
}

async function readTokenFile(io: Io, path: string): Promise<string> {
	try {
		return await io.readFile(path);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new CliError('usage', `The token file "${path}" cannot be read (${reason}). Check the path.`);
	}
}
