/** A real identity provider (oidc-provider) in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Context = { after(act: () => unknown): void };

/** Whom the provider signs in next. */
export interface Account {
	readonly sub: string;
	readonly name?: string | null;
	readonly groups?: readonly string[];
	/** It refuses with this error. */
	readonly error?: string;
}

interface Options {
	readonly port: number;
	readonly redirectUri: string;
	readonly clientSecret?: string;
	/** Whether the ID token has all claims. Otherwise only the user info has them. */
	readonly claimsInIdToken?: boolean;
}

export interface IdentityProvider {
	signInNext(account: Account): Promise<void>;
	end(): Promise<void>;
}

export async function anIdentityProvider(context: Context, options: Options): Promise<IdentityProvider> {
	const { port, redirectUri, clientSecret = 'a-secret-of-the-client', claimsInIdToken = false } = options;
	const child = spawn(process.execPath, ['test/support/identity-provider.mjs'], {
		env: {
			PATH: process.env.PATH,
			PORT: String(port),
			REDIRECT_URI: redirectUri,
			CLIENT_SECRET: clientSecret,
			CLAIMS_IN_ID_TOKEN: claimsInIdToken ? 'yes' : 'no',
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let logged = '';
	child.stderr.on('data', (chunk) => {
		logged += chunk;
	});
	const ended = once(child, 'close');
	const end = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};
	context.after(end);
	const ready = once(createInterface(child.stdout), 'line');
	const first = await Promise.race([ready, ended.then(() => null)]);
	if (first === null) throw new Error(`The identity provider did not start: ${logged}`);
	return {
		async signInNext(account) {
			const body = JSON.stringify({ name: null, groups: [], error: null, ...account });
			await fetch(`http://127.0.0.1:${port}/account`, { method: 'PUT', body });
		},
		end,
	};
}
