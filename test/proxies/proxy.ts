/** A real proxy as a child process, in front of a server: TLS and HTTP/2 to visitors, HTTP/1.1 behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../support/folder.ts';
import { aFreePort } from '../support/page.ts';
import { aCertificate, type Certificate } from './certificate.ts';

type Context = { after(act: () => unknown): void };

/** What a configuration is made of. */
export interface Setting extends Certificate {
	/** Where the proxy finds the server, such as `127.0.0.1:8787`. */
	readonly upstream: string;
	/** Where it listens, on 127.0.0.1. */
	readonly port: number;
	/** After how long a silent stream is cut, such as `60s`. */
	readonly idle: string;
	/** A folder for whatever it keeps. */
	readonly folder: string;
}

export interface ProxyKind {
	readonly name: string;
	/** The contents of its configuration file. */
	configuration(setting: Setting): string;
	/** Its arguments, so that it stays in the foreground. */
	arguments(file: string, folder: string): readonly string[];
	/** What it prints once it listens. */
	readonly ready: RegExp;
}

export interface RunningProxy {
	readonly port: number;
	/** The certificate to trust. */
	readonly pem: string;
}

/** Starts a proxy in front of `url`; it is ended after the test. Fails when it is not installed, or does not start. */
export async function aProxy(
	context: Context,
	kind: ProxyKind,
	url: string,
	idle = '60s',
): Promise<RunningProxy> {
	const folder = aFolder(context);
	const port = await aFreePort();
	const certificate = aCertificate(folder);
	const file = join(folder, `${kind.name}.conf`);
	const { host: upstream } = new URL(url);
	writeFileSync(file, kind.configuration({ ...certificate, upstream, port, idle, folder }));
	const child = spawn(kind.name, kind.arguments(file, folder), {
		// Debian keeps servers where only root looks.
		env: { PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin`, HOME: folder },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let printed = '';
	await new Promise<void>((resolve, reject) => {
		child.once('error', () =>
			reject(
				new Error(
					`${kind.name} is not installed. Install it (Debian: apt-get install ${kind.name}), or name those that are: npm run test:proxies -- NAME`,
				),
			),
		);
		child.once('close', () => reject(new Error(`${kind.name} did not start:\n${printed}`)));
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			printed += text;
			if (kind.ready.test(printed)) resolve();
		});
		context.after(async () => {
			if (child.pid === undefined || child.exitCode !== null) return;
			const ended = once(child, 'close');
			child.kill('SIGTERM');
			await ended;
		});
	});
	return { port, pem: certificate.pem };
}
