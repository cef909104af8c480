/** A real Alertmanager as a child process, with the configuration of docs/how-to/alerts.md and short intervals. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { aFolder } from '../support/folder.ts';
import { aFreePort } from '../support/page.ts';

type Context = { after(act: () => unknown): void };

const document = 'docs/how-to/alerts.md';

/** The configuration of the document, with an address, a file and intervals of the test. */
function documented(replacements: readonly (readonly [string, string])[]): string {
	const [, yaml = ''] = /```yaml\n(route:\n.*?)```/s.exec(readFileSync(document, 'utf8')) ?? [];
	return replacements.reduce((text, [from, to]) => {
		if (!text.includes(from)) throw new Error(`${document} has no "${from}" in its configuration.`);
		return text.replace(from, to);
	}, yaml);
}

export interface Alertmanager {
	/** Sends the state of one alert, as Prometheus does. */
	send(firing: boolean): Promise<void>;
}

/** Starts an Alertmanager that sends to `url` with this secret; it ends after the test. */
export async function anAlertmanager(context: Context, url: string, secret: string): Promise<Alertmanager> {
	const folder = aFolder(context);
	const port = await aFreePort();
	const secretFile = join(folder, 'secret');
	const file = join(folder, 'alertmanager.yml');
	writeFileSync(secretFile, secret);
	writeFileSync(
		file,
		documented([
			['https://status.example.com/v1/alerts/prometheus', url],
			['/etc/alertmanager/candor-secret', secretFile],
			['group_wait: 10s', 'group_wait: 100ms'],
			['group_interval: 30s', 'group_interval: 200ms'],
		]),
	);
	const address = `127.0.0.1:${port}`;
	const child = spawn(
		'prometheus-alertmanager',
		[
			`--config.file=${file}`,
			`--storage.path=${folder}`,
			`--web.listen-address=${address}`,
			'--cluster.listen-address=',
		],
		{ stdio: ['ignore', 'ignore', 'pipe'] },
	);
	let printed = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		printed += text;
	});
	const failed = new Promise<never>((_, reject) => {
		child.once('error', () =>
			reject(
				new Error(
					'prometheus-alertmanager is not installed (Debian: apt-get install prometheus-alertmanager).',
				),
			),
		);
		child.once('close', () => reject(new Error(`Alertmanager ended:\n${printed}`)));
	});
	failed.catch(() => undefined);
	context.after(async () => {
		if (child.pid === undefined || child.exitCode !== null) return;
		const ended = once(child, 'close');
		child.kill('SIGTERM');
		await ended;
	});
	const isReady = async (): Promise<boolean> =>
		fetch(`http://${address}/-/ready`).then(
			({ ok }) => ok,
			() => false,
		);
	while (!(await Promise.race([isReady(), failed]))) await wait(50);
	const startsAt = new Date().toISOString();
	return {
		async send(firing) {
			const alert = {
				labels: { alertname: 'CheckoutErrors', service: 'checkout', severity: 'page' },
				annotations: { summary: 'Half of the payments fail' },
				startsAt,
				// Prometheus sends a time in the future while it fires.
				endsAt: new Date(Date.now() + (firing ? 3_600_000 : 0)).toISOString(),
			};
			const response = await fetch(`http://${address}/api/v2/alerts`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify([alert]),
			});
			if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
		},
	};
}
