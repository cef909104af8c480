/**
 * The operator's profiles: named servers, in `profiles.json` in the folder for configuration. The
 * file is small and is read before most commands, so it is read at once.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CandorError } from '../../../src/model/errors.ts';
import { replaceFile } from '../../core/replace-file.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';

/** `none`: commands that publish read the token from the environment. */
export type TokenPlace = 'keyring' | 'file' | 'none';

export interface Profile {
	readonly url: string;
	readonly token: TokenPlace;
	/** The token may be sent over http: to another machine. */
	readonly allowHttp: boolean;
}

export interface Profiles {
	/** The profile of commands that name no other; `null`: none. */
	readonly current: string | null;
	readonly profiles: ReadonlyMap<string, Profile>;
}

type Environment = Io['environment'];

const noProfiles: Profiles = { current: null, profiles: new Map() };

/** `null`: the environment names no folder, as in a bare container. */
export function configFolder({ XDG_CONFIG_HOME, HOME, APPDATA }: Environment): string | null {
	// XDG Base Directory Specification: a relative path is ignored.
	if (XDG_CONFIG_HOME?.startsWith('/')) return join(XDG_CONFIG_HOME, 'candor');
	if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'candor');
	return HOME ? join(HOME, '.config', 'candor') : null;
}

export function requireConfigFolder(environment: Environment): string {
	const folder = configFolder(environment);
	if (folder !== null) return folder;
	throw new CliError(
		'usage',
		'There is no folder for profiles, because HOME is not set. Set HOME, or name the server with CANDOR_URL.',
	);
}

const fileIn = (folder: string): string => join(folder, 'profiles.json');
export const tokenFileIn = (folder: string, name: string): string => join(folder, `${name}.token`);

/** Throws a CliError when the file is damaged, or can be read by others. */
export function readProfiles(environment: Environment): Profiles {
	const folder = configFolder(environment);
	if (folder === null) return noProfiles;
	const text = readOwnFile(fileIn(folder));
	return text === null ? noProfiles : parseProfiles(text, fileIn(folder));
}

export function writeProfiles(environment: Environment, { current, profiles }: Profiles): void {
	const text = JSON.stringify({ current, profiles: Object.fromEntries(profiles) }, null, '\t');
	writeOwnFile(environment, fileIn(requireConfigFolder(environment)), `${text}\n`);
}

/** Writes a file that only the operator can read, in a folder that only the operator can read. */
export function writeOwnFile(environment: Environment, path: string, text: string): void {
	const folder = requireConfigFolder(environment);
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		// An existing folder keeps its mode.
		chmodSync(folder, 0o700);
		replaceFile(path, text, 'private');
	} catch (error) {
		const message =
			error instanceof CandorError ? error.message : `${folder} cannot be used (${codeOf(error)}).`;
		throw new CliError('usage', `${message} Nothing was stored.`);
	}
}

/** The text of a file; `null`: there is none. Throws a CliError if others can read it. */
export function readOwnFile(path: string): string | null {
	try {
		const { mode } = statSync(path);
		// The modes of Windows say nothing; the folder of the user is private there.
		if (process.platform !== 'win32' && (mode & 0o077) !== 0)
			throw new CliError(
				'usage',
				`${path} is not used, because others can read or change it. Run: chmod 600 ${path}. If it was open to others for long, revoke the token: candor token revoke.`,
			);
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof CliError) throw error;
		if (codeOf(error) === 'ENOENT') return null;
		throw new CliError('usage', `${path} cannot be read (${codeOf(error)}). Check the file.`);
	}
}

export const removeOwnFile = (path: string): void => rmSync(path, { force: true });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown reason';

const places: readonly string[] = ['keyring', 'file', 'none'] satisfies TokenPlace[];

function parseProfiles(text: string, path: string): Profiles {
	try {
		const { current = null, profiles } = JSON.parse(text);
		const entries = Object.entries(profiles as Record<string, Profile>);
		for (const [, { url, token }] of entries) if (!URL.canParse(url) || !places.includes(token)) throw text;
		return {
			current: typeof current === 'string' ? current : null,
			profiles: new Map(
				entries.map(([name, { url, token, allowHttp }]) => [
					name,
					{ url, token, allowHttp: allowHttp === true },
				]),
			),
		};
	} catch {
		throw new CliError(
			'usage',
			`${path} is damaged. Correct it, or delete it and add the profiles again with "candor profile add".`,
		);
	}
}
