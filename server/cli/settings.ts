/**
 * The server's address and the operator's token. Options come first, then the environment, then the
 * profile that `candor profile use` or CANDOR_PROFILE names.
 */
import { readSecret } from '../config/secrets.ts';
import { CliError } from './cli-error.ts';
import type { Io } from './io.ts';
import { type Profile, type Profiles, readProfiles } from './profiles/profile-store.ts';
import { quoted } from './terminal-text.ts';

/** The API key of a product that is imported; `undefined`: it needs none. */
export const importToken = ({ environment }: Io): string | undefined =>
	readSecret(environment, 'CANDOR_IMPORT_TOKEN');

/** The options of every command. */
export interface GlobalOptions {
	readonly url?: string;
	readonly profile?: string;
	readonly tokenFile?: string;
	readonly allowHttp?: boolean;
	readonly json?: boolean;
}

/** Where the token comes from. */
export type TokenSource = 'option' | 'environment' | 'profile';

export interface Settings {
	/** Ends in a slash, so that the paths of the API are relative to it. */
	readonly url: URL;
	readonly urlFrom: TokenSource | 'default';
	/** The name of the profile that gives the address; `null`: none does. */
	readonly profile: string | null;
	/** `null`: there is no token. */
	readonly tokenFrom: TokenSource | null;
	/**
	 * Reads the operator's token. Throws a CliError if there is none, or if it must not be sent to
	 * `url`.
	 */
	readonly readToken: () => Promise<string>;
}

export function readSettings(io: Io, options: GlobalOptions): Settings {
	const { urlFrom, url, name, profile } = chooseServer(io, options);
	const tokenFrom = chooseToken(io, options, profile);
	return {
		url,
		urlFrom,
		profile: name,
		tokenFrom,
		async readToken() {
			const token = cleanToken(await readToken(io, options, tokenFrom, name, profile), tokenFrom);
			const allowHttp = options.allowHttp || profile?.allowHttp;
			if (url.protocol !== 'https:' && !isLoopback(url) && !allowHttp)
				throw new CliError(
					'usage',
					`The token was not sent to ${url.origin}, because anyone on the network can read it over http. Use the https: address, or add --allow-http if you trust the whole network.`,
				);
			return token;
		},
	};
}

interface Server {
	readonly url: URL;
	readonly urlFrom: Settings['urlFrom'];
	/** Both are `null` unless the address is the profile's: its token is for no other. */
	readonly name: string | null;
	readonly profile: Profile | null;
}

function chooseServer({ environment }: Io, { url, profile: named }: GlobalOptions): Server {
	const other = { name: null, profile: null };
	if (url !== undefined && named !== undefined)
		throw new CliError('usage', '--url and --profile exclude each other. Remove one of them.');
	if (url !== undefined) return { url: parseUrl(url, '--url'), urlFrom: 'option', ...other };
	const { CANDOR_URL, CANDOR_PROFILE } = environment;
	if (named === undefined && CANDOR_URL)
		return { url: parseUrl(CANDOR_URL, 'CANDOR_URL'), urlFrom: 'environment', ...other };
	const profiles = readProfiles(environment);
	const name = named ?? (CANDOR_PROFILE || profiles.current);
	if (name === null)
		return { url: parseUrl('http://127.0.0.1:8787', 'the default'), urlFrom: 'default', ...other };
	const profile = findProfile(profiles, name);
	return { url: parseUrl(profile.url, `The profile ${quoted(name)}`), urlFrom: 'profile', name, profile };
}

/** Throws a CliError with the names that there are. */
export function findProfile({ profiles }: Profiles, name: string): Profile {
	const found = profiles.get(name);
	if (found) return found;
	const names = [...profiles.keys()];
	throw new CliError(
		'usage',
		`There is no profile ${quoted(name)}. ${names.length > 0 ? `There are: ${names.join(', ')}.` : `Add it: candor profile add ${quoted(name)} --url https://status.example.com.`}`,
	);
}

/** A profile that `--profile` names is an option: its token comes before the environment's. */
function chooseToken(io: Io, options: GlobalOptions, profile: Profile | null): TokenSource | null {
	const hasProfileToken = profile !== null && profile.token !== 'none';
	if (options.tokenFile !== undefined) return 'option';
	if (options.profile !== undefined && hasProfileToken) return 'profile';
	const { CANDOR_TOKEN, CANDOR_TOKEN_FILE } = io.environment;
	if (CANDOR_TOKEN?.trim() || CANDOR_TOKEN_FILE) return 'environment';
	return hasProfileToken ? 'profile' : null;
}

/** A web address without credentials, whose path ends in a slash. Throws a CliError. */
export function parseUrl(text: string, source: string): URL {
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

async function readToken(
	io: Io,
	{ tokenFile }: GlobalOptions,
	from: TokenSource | null,
	name: string | null,
	profile: Profile | null,
): Promise<string> {
	if (tokenFile !== undefined) return readTokenFile(io, tokenFile);
	if (from !== 'profile' || name === null || profile === null)
		return readSecret(io.environment, 'CANDOR_TOKEN') ?? '';
	// Loaded only where it is needed.
	const { readStoredToken } = await import('./profiles/profile-token.ts');
	return readStoredToken(io, name, profile);
}

const sourceNames = {
	option: 'The token file',
	environment: 'CANDOR_TOKEN',
	profile: 'The token of the profile',
} as const;

/** The token without white space around it. Throws a CliError for a text that cannot be one. */
export function cleanToken(text: string, from: TokenSource | null): string {
	const token = text.trim();
	if (token === '')
		throw new CliError(
			'unauthorized',
			from === 'option'
				? 'The token file is empty. Write the operator token into it.'
				: 'This command needs an operator token. Set CANDOR_TOKEN, name a file with --token-file, or add a profile with "candor profile add". The server printed a token when it started for the first time.',
		);
	// With a line break inside, fetch would throw an error that quotes the token.
	if (/^[\x21-\x7e]+$/.test(token)) return token;
	throw new CliError(
		'unauthorized',
		`${sourceNames[from ?? 'environment']} contains characters that a token never has. Copy the token again.`,
	);
}

export async function readTokenFile(io: Io, path: string): Promise<string> {
	try {
		return await io.readFile(path);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		throw new CliError('usage', `The token file "${path}" cannot be read (${reason}). Check the path.`);
	}
}
