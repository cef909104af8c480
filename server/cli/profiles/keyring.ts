/**
 * The keyring of the operating system, by its own program: `security` on macOS, `secret-tool` of
 * libsecret elsewhere (docs/decisions/0074-keyring.md). Secrets are written to standard input, and
 * never stand on a command line. A program that does not answer is ended.
 */
import type { Io } from '../io.ts';

/** Enough time for a person to unlock the keyring. */
const timeLimitMs = 20_000;

/** A text, or why there is none. */
export type KeyringResult = { readonly value: string } | { readonly reason: string };

interface Program {
	readonly file: string;
	readonly argv: readonly string[];
	readonly input?: string;
}

type Action = 'write' | 'read' | 'remove';

export const writeSecret = (io: Io, name: string, secret: string): Promise<KeyringResult> =>
	runProgram(io, programFor('write', name, secret));

export const readSecret = (io: Io, name: string): Promise<KeyringResult> =>
	runProgram(io, programFor('read', name));

export const removeSecret = (io: Io, name: string): Promise<KeyringResult> =>
	runProgram(io, programFor('remove', name));

function programFor(action: Action, name: string, secret = ''): Program | null {
	if (process.platform === 'win32') return null;
	return process.platform === 'darwin' ? security(action, name, secret) : secretTool(action, name, secret);
}

function secretTool(action: Action, name: string, secret: string): Program {
	const attributes = ['service', 'candor', 'profile', name];
	const file = 'secret-tool';
	if (action === 'write')
		return { file, argv: ['store', `--label=Candor: ${name}`, ...attributes], input: secret };
	return { file, argv: [action === 'read' ? 'lookup' : 'clear', ...attributes] };
}

/** `-i` reads commands from standard input, and `-X` takes the secret in hexadecimal digits. */
function security(action: Action, name: string, secret: string): Program {
	const item = `-s candor -a ${name}`;
	const file = '/usr/bin/security';
	if (action === 'write') {
		const digits = Buffer.from(secret).toString('hex');
		return { file, argv: ['-i'], input: `add-generic-password -U ${item} -X ${digits}\n` };
	}
	const argv = action === 'read' ? ['find-generic-password', '-w'] : ['delete-generic-password'];
	return { file, argv: [...argv, ...item.split(' ')] };
}

async function runProgram({ environment, timeout }: Io, program: Program | null): Promise<KeyringResult> {
	if (!program) return { reason: 'this system has no program for it' };
	const { file, argv, input = '' } = program;
	// Loaded only where it is needed: most commands have a token in the environment.
	const { execFile } = await import('node:child_process');
	const signal = timeout(timeLimitMs);
	return new Promise((resolve) => {
		const child = execFile(file, argv, { env: environment }, (error, stdout, stderr) => {
			if (!error) return resolve({ value: stdout.trim() });
			if (error.code === 'ENOENT') return resolve({ reason: `${file} is not installed` });
			// Its own sentence; never what it printed as the secret.
			resolve({ reason: stderr.trim().split('\n')[0] || `${file} ended with ${error.code}` });
		});
		signal.addEventListener('abort', () => {
			// Programs that it has started may still hold its output open.
			child.kill('SIGKILL');
			for (const stream of child.stdio) stream?.destroy();
			resolve({ reason: `${file} did not answer` });
		});
		// A program that ends at once does not read its input.
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});
}
