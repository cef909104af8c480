/** The audit log: entries from commits of this version and of earlier ones, in bounded pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuditLog } from '../../../../server/core/audit/audit-log.ts';
import { openCore } from '../../../../server/core/open-core.ts';
import { openMemory, type Storage } from '../../../../server/core/storage.ts';
import type { Commit } from '../../../../src/model/state/commit.ts';
import { ms } from '../../../model/given.ts';

const clock = { now: () => ms(0), after: () => () => undefined };

async function anAuditLog(context: { after(act: () => unknown): void }, storage: Storage = openMemory()) {
	let ids = 0;
	const newId = () => `id${++ids}`;
	const core = await openCore({ storage, clock, newId, environmentToken: null });
	context.after(async () => {
		await core.stop();
		await core.close();
	});
	return { ...core, auditLog: new AuditLog(core) };
}

const component = (name: string, status: string) => ({
	name,
	description: null,
	group: null,
	position: 0,
	status,
	createdAt: '2030-01-01T00:00:00.000Z',
});

/** A commit as earlier versions wrote it: without `previous` and `source`. */
const earlierCommit = (seq: number, id: string, value: object | null): Commit => ({
	seq,
	at: new Date(Date.parse('2030-01-01T00:00:00.000Z') + seq * 1_000).toISOString(),
	actor: 'ops',
	cause: { command: 'put-component' },
	changes: [{ kind: 'component', id, value }],
});

async function aLogOf(commits: readonly Commit[]): Promise<Storage> {
	const storage = openMemory();
	for (const commit of commits) await storage.log.append(commit, commit.seq - 1);
	return storage;
}

test('commits of earlier versions have the values before, and no source', async (context) => {
	const storage = await aLogOf([
		earlierCommit(1, 'api', component('API', 'operational')),
		earlierCommit(2, 'web', component('Web', 'operational')),
		earlierCommit(3, 'api', component('API', 'degraded')),
		earlierCommit(4, 'api', null),
		earlierCommit(5, 'api', component('API', 'operational')),
	]);
	const { auditLog, commandHandler } = await anAuditLog(context, storage);
	await commandHandler.execute({ command: { type: 'put-component', id: 'web', name: 'Site' }, actor: 'ops' });
	const { entries } = await auditLog.page({}, 10);
	assert.deepEqual(
		entries.map(({ seq, source, changes }) => [seq, source, changes[0]?.id, changes[0]?.change]),
		[
			[6, 'api', 'web', 'changed'],
			[5, null, 'api', 'created'],
			[4, null, 'api', 'removed'],
			[3, null, 'api', 'changed'],
			[2, null, 'web', 'created'],
			[1, null, 'api', 'created'],
		],
	);
	const fieldOf = (seq: number, name: string) =>
		entries.find((entry) => entry.seq === seq)?.changes[0]?.fields.find(({ field }) => field === name);
	assert.deepEqual(fieldOf(6, 'name'), { field: 'name', before: 'Web', after: 'Site' });
	assert.deepEqual(fieldOf(3, 'status'), { field: 'status', before: 'operational', after: 'degraded' });
	assert.deepEqual(fieldOf(4, 'name'), { field: 'name', before: 'API', after: null });
	assert.equal(fieldOf(3, 'name'), undefined, 'only the fields that differ');
});

test('a filter that matches nothing examines a bounded part of the log, and other work goes on meanwhile', async (context) => {
	const commits = Array.from({ length: 2_500 }, (_, index) =>
		earlierCommit(index + 1, `c${index % 7}`, component(`C${index}`, 'operational')),
	);
	const { auditLog, log } = await anAuditLog(context, await aLogOf(commits));
	const reads: number[] = [];
	const read = log.read.bind(log);
	Object.assign(log, {
		read: async (afterSeq: number, limit: number) => {
			const page = await read(afterSeq, limit);
			reads.push(page.length);
			return page;
		},
	});
	let turns = 0;
	let isDone = false;
	const count = (): void => {
		turns++;
		if (!isDone) setImmediate(count);
	};
	setImmediate(count);
	const first = await auditLog.page({ actor: 'nobody' }, 100);
	isDone = true;
	assert.deepEqual(first, { entries: [], next: 501 });
	assert.equal(
		reads.reduce((sum, each) => sum + each),
		2_000,
	);
	assert.ok(Math.max(...reads) <= 50, `${Math.max(...reads)} commits at once`);
	assert.ok(turns >= 40, `${turns} turns of the event loop`);
	assert.deepEqual(await auditLog.page({ actor: 'nobody' }, 100, first.next ?? 0), {
		entries: [],
		next: null,
	});
});

test('pages contain every entry once, also while new commits are made', async (context) => {
	const { auditLog, commandHandler } = await anAuditLog(context);
	const put = (id: string) =>
		commandHandler.execute({ command: { type: 'put-component', id, name: id }, actor: 'ops' });
	for (let index = 0; index < 130; index++) await put(`c${index}`);
	const seen: number[] = [];
	for (let next: number | null | undefined; next !== null; ) {
		const page = await auditLog.page({}, 40, next);
		seen.push(...page.entries.map(({ seq }) => seq));
		({ next } = page);
		await put(`late${seen.length}`);
	}
	assert.deepEqual(
		seen,
		Array.from({ length: 130 }, (_, index) => 130 - index),
	);
	const streamed: number[] = [];
	for await (const entries of auditLog.pages({}, { limit: 70, before: 131 }))
		streamed.push(...entries.map(({ seq }) => seq));
	assert.deepEqual(streamed, seen.slice(0, 70));
});

test('a removed record is found by its notice', async (context) => {
	const { auditLog, commandHandler } = await anAuditLog(context);
	const execute = (command: Parameters<typeof commandHandler.execute>[0]['command']) =>
		commandHandler.execute({ command, actor: 'ops' });
	for (const id of ['one', 'two'])
		await execute({ type: 'open-notice', id, kind: 'incident', title: `Notice ${id}` });
	const apology = [{ type: 'paragraph' as const, children: [{ type: 'text' as const, text: 'Sorry.' }] }];
	await execute({
		type: 'put-remedy',
		id: 'credit',
		notice: 'one',
		title: 'A credit',
		apology,
		offer: { kind: 'service-credit', summary: 'A credit' },
		claim: { type: 'event' },
	});
	await execute({ type: 'remove-remedy', id: 'credit' });
	const { entries } = await auditLog.page({ notice: 'one' }, 10);
	assert.deepEqual(
		entries.map(({ command, notices }) => [command, notices]),
		[
			['remove-remedy', ['one']],
			['put-remedy', ['one']],
			['open-notice', ['one']],
		],
	);
});

test('the clock and the rules of the server are sources, and a token keeps its name after it is revoked', async (context) => {
	const { auditLog, commandHandler, tokens, log } = await anAuditLog(context);
	const { id } = await tokens.changes.create({ name: 'Deploy pipeline' });
	const command = { type: 'put-component', id: 'api', name: 'API' } as const;
	await commandHandler.execute({ command, actor: id, source: 'cli' });
	await commandHandler.execute({ command: { ...command, name: 'A' }, actor: 'system', source: 'rule' });
	await tokens.changes.revoke(id, { isLastAdminToo: true });
	const { entries } = await auditLog.page({}, 10);
	assert.deepEqual(
		entries.map(({ actor, source }) => [actor.id, actor.name, source]),
		[
			['system', 'Candor', 'rule'],
			[id, 'Deploy pipeline', 'cli'],
		],
	);
	assert.equal((await auditLog.page({ actor: 'Deploy pipeline' }, 10)).entries.length, 1);
	assert.doesNotMatch(JSON.stringify(await log.read(0)), /Deploy/, 'names are in the private store only');
});
