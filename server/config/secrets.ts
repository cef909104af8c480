/**
 * Secrets from files. Every variable that holds a secret may be given as NAME_FILE, the path of a
 * file that holds it, as container platforms and service managers provide secrets.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { CandorError } from '../../src/model/errors.ts';

/** The variables that hold a secret, of the server and of the command line. */
export const secretNames = [
	'CANDOR_TOKEN',
	'CANDOR_DATABASE',
	'CANDOR_IMPORT_TOKEN',
	'CANDOR_OIDC_CLIENT_SECRET',
	'CANDOR_SMTP_URL',
	'CANDOR_ASSISTANT_KEY',
	'CANDOR_ORIGINS_HOOK_SECRET',
	'CANDOR_SLACK_SIGNING_SECRET',
	'CANDOR_BACKUP_IDENTITY',
] as const;

export type SecretName = (typeof secretNames)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** Far more than a secret has: a wrong path may name a device or a video. */
const maxBytes = 64 * 1024;

export interface ResolvedSecrets {
	/** With each secret under its own name. An empty variable counts as absent. */
	readonly environment: Readonly<Record<string, string>>;
	/** The secrets that a file holds. */
	readonly fromFiles: ReadonlySet<string>;
	/** What is wrong, by the name of the variable. The secret is absent then. */
	readonly problems: readonly (readonly [name: string, message: string])[];
}

/** Reads the files of all secrets. */
export function resolveSecrets(
	environment: Environment,
	names: readonly SecretName[] = secretNames,
): ResolvedSecrets {
	const resolved: Record<string, string> = {};
	for (const [name, value] of Object.entries(environment)) if (value) resolved[name] = value;
	const fromFiles = new Set<string>();
	const problems: [name: string, message: string][] = [];
	for (const name of names) {
		const fileName = `${name}_FILE`;
		const path = resolved[fileName];
		delete resolved[fileName];
		if (path === undefined) continue;
		fromFiles.add(name);
		if (resolved[name] !== undefined) {
			problems.push([name, `Set it or ${fileName}, not both.`]);
			delete resolved[name];
			continue;
		}
		const { secret, problem } = readSecretFile(path);
		if (problem === undefined) resolved[name] = secret;
		else problems.push([fileName, problem]);
	}
	return { environment: resolved, fromFiles, problems };
}

/**
 * One secret; `undefined` if neither the variable nor its file is set. Throws CandorError `invalid`
 * for a file that cannot be used, and where both are set.
 */
export function readSecret(environment: Environment, name: SecretName): string | undefined {
	const resolved = resolveSecrets(environment, [name]);
	const [problem] = resolved.problems;
	if (!problem) return resolved.environment[name];
	const [path, message] = problem;
	throw new CandorError('invalid', `${path}: ${message}`, [{ path, message }]);
}

type SecretFile =
	| { readonly secret: string; readonly problem?: never }
	| { readonly problem: string; readonly secret?: never };

/** The text of a file without its last line break. */
function readSecretFile(path: string): SecretFile {
	let bytes: Buffer;
	try {
		bytes = readAtMost(path, maxBytes + 1);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
		return { problem: `The file ${path} cannot be read (${reason}). Name a file that can.` };
	}
	if (bytes.length > maxBytes)
		return { problem: `The file ${path} is larger than 64 KiB. Name a file with nothing but the secret.` };
	const secret = bytes.toString('utf8').replace(/\r?\n$/, '');
	if (secret !== '') return { secret };
	return { problem: `The file ${path} is empty. Write the secret into it.` };
}

/** Also reads a pipe, whose size is not known. */
function readAtMost(path: string, most: number): Buffer {
	const descriptor = openSync(path, 'r');
	try {
		const buffer = Buffer.alloc(most);
		let length = 0;
		for (let read = 1; read > 0 && length < most; length += read)
			read = readSync(descriptor, buffer, length, most - length, null);
		return buffer.subarray(0, length);
	} finally {
		closeSync(descriptor);
	}
}
