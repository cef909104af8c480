/** The contract of the log port, for every adapter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Log, pageSize, readRange } from '../../../server/core/log/log.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { at, commits } from '../../model/given.ts';

export const aCommit = (seq: number): Commit => ({
	seq,
	at: at(seq),
	actor: 'test',
	cause: { command: 'put-page', idempotencyKey: `key-${seq}`, fingerprint: 'f' },
	changes: [
		{
			kind: 'page',
			id: 'page',
			value: { name: `Page ${seq}`, statusUrl: null, supportUrl: null, subscribe: [], origins: [] },
		},
	],
});

export function logContract(
	name: string,
	open: (context: { after(act: () => unknown): void }) => Log | Promise<Log>,
): void {
	const fill = async (log: Log, count: number): Promise<void> => {
		for (let seq = 1; seq <= count; seq++)
			assert.deepEqual(await log.append(aCommit(seq), seq - 1), { done: true });
	};

	test(`${name}: reads every commit as it was appended, in order`, async (context) => {
		const log = await open(context);
		const appended = commits(
			{ type: 'put-page', name: 'Shop' },
			{ type: 'open-notice', id: 'n', kind: 'incident', title: 'Down', affected: [{ component: 'api' }] },
			{ type: 'retract', notice: 'n', reason: 'A mistake.' },
		);
		for (const commit of appended) await log.append(commit, commit.seq - 1);
		assert.deepEqual(await log.read(0), appended);
		assert.deepEqual(await log.read(2), appended.slice(2));
		assert.deepEqual(await log.read(3), []);
	});

	test(`${name}: a conflict is a value, and writes nothing`, async (context) => {
		const log = await open(context);
		await fill(log, 2);
		assert.deepEqual(await log.append(aCommit(2), 1), { done: false, seq: 2 });
		assert.deepEqual(await log.append(aCommit(9), 8), { done: false, seq: 2 });
		assert.equal((await log.read(0)).length, 2);
	});

	test(`${name}: of many appends at the same time, one succeeds`, async (context) => {
		const log = await open(context);
		const results = await Promise.all(Array.from({ length: 20 }, () => log.append(aCommit(1), 0)));
		assert.equal(results.filter(({ done }) => done).length, 1);
		assert.deepEqual(await log.read(0), [aCommit(1)]);
	});

	test(`${name}: reads in pages, and up to a given commit`, async (context) => {
		const log = await open(context);
		await fill(log, pageSize + 3);
		assert.equal((await log.read(0)).length, pageSize);
		assert.equal((await log.read(pageSize)).length, 3);
		const seqs: number[] = [];
		for await (const page of readRange(log, 0, pageSize + 1)) seqs.push(...page.map(({ seq }) => seq));
		assert.deepEqual(
			seqs,
			Array.from({ length: pageSize + 1 }, (_, index) => index + 1),
		);
	});

	test(`${name}: a follower gets existing and future commits once each, until it stops`, async (context) => {
		const log = await open(context);
		await fill(log, 2);
		const stop = new AbortController();
		const seen: number[] = [];
		for await (const page of log.follow(1, stop.signal)) {
			seen.push(...page.map(({ seq }) => seq));
			const last = seen.at(-1) ?? 0;
			if (last < 6) await log.append(aCommit(last + 1), last);
			else stop.abort();
		}
		assert.deepEqual(seen, [2, 3, 4, 5, 6]);
	});

	test(`${name}: a redaction appends its commit and rewrites earlier ones, or does neither`, async (context) => {
		const log = await open(context);
		await fill(log, 3);
		const rewritten = { ...aCommit(2), changes: [], redactedBy: [4] };
		assert.deepEqual(await log.redact(aCommit(3), 2, [rewritten]), { done: false, seq: 3 });
		assert.deepEqual(await log.read(1), [aCommit(2), aCommit(3)]);
		assert.deepEqual(await log.redact(aCommit(4), 3, [rewritten]), { done: true });
		assert.deepEqual(await log.read(0), [aCommit(1), rewritten, aCommit(3), aCommit(4)]);
	});

	test(`${name}: a follower gets the commit of a redaction`, async (context) => {
		const log = await open(context);
		await fill(log, 1);
		const stop = new AbortController();
		const seen: number[] = [];
		for await (const page of log.follow(0, stop.signal)) {
			seen.push(...page.map(({ seq }) => seq));
			if (seen.length === 1) await log.redact(aCommit(2), 1, [aCommit(1)]);
			else stop.abort();
		}
		assert.deepEqual(seen, [1, 2]);
	});

	test(`${name}: every log has its own identity`, async (context) => {
		const log = await open(context);
		assert.match(log.site, /^[0-9a-f-]{36}$/);
		assert.notEqual((await open(context)).site, log.site);
	});
}
