/** A real server makes backups by its schedule, tries them out, and says so. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pino from 'pino';
import { type BackupOptions, backupDefaults } from '../../../../server/core/backup/backup-options.ts';
import { folderBackups } from '../../../../server/core/backup/folder-target.ts';
import { findBackup, readBackup } from '../../../../server/core/backup/read-backup.ts';
import { verifyBackup } from '../../../../server/core/backup/restore.ts';
import { aFolder } from '../../../support/folder.ts';
import { aManualClock, type ManualClock } from '../../../support/manual-clock.ts';
import { aServer, type TestServer, token } from '../../../support/server.ts';
import { wholeComponent } from '../../../support/whole.ts';

const authorization = `Bearer ${token}`;

/** Resolves once `check` returns something. */
async function until<Result>(check: () => Promise<Result | null> | Result | null): Promise<Result> {
	for (;;) {
		const result = await check();
		if (result !== null) return result;
		await setTimeout(20);
	}
}

async function given(context: TestContext, changes: Partial<BackupOptions> = {}) {
	const root = aFolder(context);
	const folder = join(root, 'backups');
	const identity = await generateX25519Identity();
	const recipient = await identityToRecipient(identity);
	const logged: { readonly level: number; readonly msg: string }[] = [];
	const logger = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) });
	const clock = aManualClock();
	const backups: BackupOptions = {
		...{ ...backupDefaults, recipients: [recipient], target: folder, environment: {} },
		...{ verifySchedule: '30 * * * *', identity, ...changes },
	};
	const start = (): Promise<TestServer> =>
		aServer(context, { data: join(root, 'data'), clock, logger, backups });
	return { folder, identity, logged, clock, start };
}

const statusOf = async ({ request }: TestServer) =>
	(await request('/v1/server', { headers: { authorization } })).body.backups;

/** Writes one commit. */
async function putComponent(server: TestServer, name: string): Promise<void> {
	const { status, body } = await server.write('PUT', '/v1/components/checkout', wholeComponent({ name }));
	assert.ok(status === 200 || status === 201, JSON.stringify(body));
}

/** Minute by minute. */
async function pass(clock: ManualClock, minutes: number): Promise<void> {
	for (let minute = 0; minute < minutes; minute++) {
		clock.advance(60_000);
		await setTimeout(5);
	}
}

const patience = { timeout: 120_000 };

test(
	'the server makes a backup at the start and by its schedule, and tries it out',
	patience,
	async (context) => {
		const { folder, clock, start, logged } = await given(context);
		const server = await start();
		const manifests = (): string[] =>
			(readdirSync(folder) ?? []).filter((name) => name.endsWith('.json')).sort();
		await pass(clock, 1);
		await until(async () => (await statusOf(server)).last);
		assert.equal(manifests().length, 1);
		await putComponent(server, 'Checkout');
		await until(async () => {
			await pass(clock, 5);
			const { last, verified } = await statusOf(server);
			return last.seq === 1 && verified?.seq === 1 ? last : null;
		});
		const { text } = await server.request('/metrics', { headers: { authorization } });
		assert.match(text, /^candor_backup_age_seconds \d+/m);
		assert.match(text, /^candor_backup_verified_age_seconds \d+/m);
		assert.match(text, /^candor_backup_failing 0$/m);
		assert.ok(logged.some(({ msg }) => msg === 'backup restored to try it out'));
		// The age survives a restart, and the restart makes no further backup.
		const before = await statusOf(server);
		await server.close();
		const count = manifests().length;
		const again = await start();
		assert.deepEqual(await statusOf(again), before);
		assert.equal(manifests().length, count);
		// Only admins see where backups are and what failed.
		const { body } = await again.write('POST', '/v1/tokens', { name: 'v', role: 'viewer' });
		const seen = await again.request('/v1/server', { headers: { authorization: `Bearer ${body.token}` } });
		assert.equal(seen.body.backups, null);
	},
);

test('expired backups are removed, and what a killed process has left', patience, async (context) => {
	const { folder, clock, start } = await given(context, {
		...{ schedule: '*/10 * * * *', verifySchedule: null },
		retention: { hourly: 2, daily: 0, monthly: 0 },
	});
	const server = await start();
	await pass(clock, 1);
	await until(async () => (await statusOf(server)).last);
	writeFileSync(join(folder, 'candor-20200101T000000Z-7.jsonl.gz.age'), 'half of a backup');
	writeFileSync(join(folder, 'notes.txt'), 'of the operator');
	while (clock.now() < Date.UTC(2030, 0, 31, 3, 30)) {
		await pass(clock, 10);
		await until(async () => {
			const { last } = await statusOf(server);
			return last && clock.now() - Date.parse(last.at) < 15 * 60_000 ? last : null;
		});
	}
	// Nothing is made any more: the newest backups of two hours are left, each with its manifest.
	const files = await until(async () => {
		const names = readdirSync(folder).sort();
		return names.length === 5 ? names : null;
	});
	const hours = files.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, 18));
	assert.equal(new Set(hours).size, 2, files.join());
	assert.ok(files.includes('notes.txt') && !files.some((name) => name.includes('2020')));
});

test(
	'a target that fails is reported once, retried, and never stops the server',
	patience,
	async (context) => {
		const { folder, clock, start, logged } = await given(context, { verifySchedule: null });
		writeFileSync(folder, 'in the way');
		const server = await start();
		await pass(clock, 30);
		const failure = await until(async () => (await statusOf(server)).failure);
		assert.match(failure, /cannot be used \(EEXIST\)/);
		await pass(clock, 60);
		assert.equal(logged.filter(({ msg }) => msg === 'a backup failed').length, 1);
		assert.match(
			(await server.request('/metrics', { headers: { authorization } })).text,
			/candor_backup_failing 1\n[\s\S]*|candor_backup_age_seconds \+Inf/,
		);
		await putComponent(server, 'Checkout');
		rmSync(folder);
		await until(async () => {
			await pass(clock, 10);
			return (await statusOf(server)).last;
		});
		assert.equal((await statusOf(server)).failure, null);
		assert.equal(logged.filter(({ msg }) => msg === 'a backup succeeded again').length, 1);
	},
);

test('a backup that was changed on the target is found by the trial', patience, async (context) => {
	const { folder, clock, start } = await given(context, { schedule: '0 0 1 1 *' });
	const server = await start();
	await pass(clock, 1);
	const { file } = await until(async () => (await statusOf(server)).last);
	const bytes = readFileSync(join(folder, file));
	bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1;
	writeFileSync(join(folder, file), bytes);
	const reason = await until(async () => {
		await pass(clock, 10);
		return (await statusOf(server)).verifyFailure;
	});
	assert.match(reason, /changed|damaged/);
});

test(
	'under 50 writes a second, each of 20 backups has every commit that was acknowledged before',
	patience,
	async (context) => {
		const rounds = Number(process.env.CANDOR_BACKUP_ROUNDS ?? 20);
		const { folder, identity, start } = await given(context, { target: null, verifySchedule: null });
		const { writeBackup } = await import('../../../../server/core/backup/write-backup.ts');
		const server = await start();
		let acknowledged = 0;
		let isDone = false;
		const writing = (async () => {
			for (let count = 1; !isDone; count++) {
				await putComponent(server, `Name ${count}`);
				acknowledged = count;
				await setTimeout(20);
			}
		})();
		const target = folderBackups(folder);
		const seen: { readonly seq: number; readonly atLeast: number }[] = [];
		for (let round = 0; round < rounds; round++) {
			await setTimeout(25);
			const atLeast = acknowledged;
			const response = await fetch(`${server.url}/v1/backup`, { headers: { authorization } });
			assert.equal(response.status, 200);
			const { recipients, ...head } = JSON.parse(response.headers.get('candor-backup') ?? '');
			assert.ok(response.body);
			await writeBackup(
				{ ...head, at: head.at },
				recipients,
				response.body as AsyncIterable<Uint8Array>,
				target,
			);
			seen.push({ seq: head.seq, atLeast });
			assert.ok(
				head.seq >= atLeast,
				`backup ${round} ends with ${head.seq}, and ${atLeast} was acknowledged`,
			);
			const manifest = await findBackup(target, null);
			let commits = 0;
			for await (const { commit } of readBackup(target, manifest, identity)) if (commit) commits = commit.seq;
			assert.equal(commits, head.seq);
		}
		isDone = true;
		await writing;
		const manifest = await findBackup(target, null);
		assert.equal((await verifyBackup({ target, manifest, identity })).manifest.seq, seen.at(-1)?.seq);
		const { text } = await server.request('/metrics', { headers: { authorization } });
		const [, slow = '0'] = /candor_commit_seconds_bucket\{le="0.1"\} (\d+)/.exec(text) ?? [];
		context.diagnostic(`${rounds} backups, ${acknowledged} commits, ${slow} of them within 100 ms`);
	},
);

test(
	'two backups at once: the second one is refused, and a client that goes away leaves no lock',
	patience,
	async (context) => {
		const { start } = await given(context, { target: null, verifySchedule: null });
		const server = await start();
		for (let count = 0; count < 400; count++)
			await server.write('PUT', '/v1/components/c', { name: `Name ${count} ${'x'.repeat(150)}` });
		const ask = (signal?: AbortSignal) =>
			fetch(`${server.url}/v1/backup`, { headers: { authorization }, ...(signal && { signal }) });
		const [first, second] = await Promise.all([ask(), ask()]);
		const statuses = [first.status, second.status].sort();
		assert.deepEqual(statuses, [200, 503]);
		for (const response of [first, second]) await response.arrayBuffer();
		const gone = new AbortController();
		await ask(gone.signal);
		gone.abort();
		await until(async () => {
			const response = await ask();
			await response.arrayBuffer();
			return response.status === 200 ? true : null;
		});
	},
);
