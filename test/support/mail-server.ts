/** A real mail server in a process of its own, and what arrived there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type ParsedMail, simpleParser } from 'mailparser';

type Context = { after(act: () => unknown): void };

export interface ArrivedMail {
	readonly to: string;
	/** With its headers. */
	readonly raw: string;
}

export interface MailServer {
	readonly port: number;
	/** `smtp://127.0.0.1:…`. */
	readonly url: string;
	/** Those that it accepted, the oldest first, also before it was killed. */
	readonly mails: readonly ArrivedMail[];
	/** Resolves once so many have arrived. */
	until(count: number): Promise<void>;
	/** Parses the newest e-mail to an address. Throws where there is none. */
	newest(to: string): Promise<ParsedMail>;
	kill(): Promise<void>;
	/** Starts it again on the same port. */
	start(settings?: MailServerSettings): Promise<void>;
}

export interface MailServerSettings {
	/** `tempfail`: it refuses every e-mail for now; `reject`: for good. Default: `accept`. */
	readonly mode?: 'accept' | 'tempfail' | 'reject';
	/** How long it takes for each e-mail. */
	readonly slowMs?: number;
}

export async function aMailServer(context: Context, settings: MailServerSettings = {}): Promise<MailServer> {
	const mails: ArrivedMail[] = [];
	const waiting = new Set<() => void>();
	let port = 0;
	let kill = async (): Promise<void> => undefined;

	async function start({ mode = 'accept', slowMs = 0 }: MailServerSettings = {}): Promise<void> {
		await kill();
		const child = spawn(process.execPath, ['test/support/mail-server.mjs'], {
			env: { PATH: process.env.PATH, PORT: String(port), MODE: mode, SLOW_MS: String(slowMs) },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const ended = once(child, 'close');
		kill = async () => {
			child.kill('SIGKILL');
			await ended;
		};
		await new Promise<void>((resolve, reject) => {
			void ended.then(() => reject(new Error('The mail server did not start.')));
			createInterface(child.stdout).on('line', (line) => {
				const { port: opened, to, raw } = JSON.parse(line);
				if (opened !== undefined) {
					port = opened;
					return resolve();
				}
				mails.push({ to: to[0], raw });
				for (const check of waiting) check();
			});
		});
	}

	await start(settings);
	context.after(() => kill());
	return {
		get port() {
			return port;
		},
		get url() {
			return `smtp://127.0.0.1:${port}`;
		},
		mails,
		until: (count) =>
			new Promise((resolve) => {
				const check = (): void => {
					if (mails.length < count) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
		async newest(to) {
			const found = mails.filter((mail) => mail.to === to).at(-1);
			if (!found) throw new Error(`No e-mail to ${to} has arrived.`);
			return simpleParser(found.raw);
		},
		kill: () => kill(),
		start,
	};
}
