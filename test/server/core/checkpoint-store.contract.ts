/** The contract of the place where checkpoints are stored, for every adapter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckpointStore } from '../../../server/core/checkpoints/checkpoint-store.ts';
import type { Log } from '../../../server/core/log/log.ts';
import { aCommit } from './log.contract.ts';

const part = (name: string) => ({ hash: name, text: `The text of ${name}: Ä 😀` });

export function checkpointStoreContract(
	name: string,
	open: (context: { after(act: () => unknown): void }) => Log | Promise<Log>,
): void {
	async function aStore(context: { after(act: () => unknown): void }) {
		const log = await open(context);
		const store = log.checkpoints as CheckpointStore;
		assert.deepEqual(await store.head(), { text: null, rewrites: 0 });
		assert.deepEqual(await store.parts(['a']), []);
		await store.prepare();
		await store.prepare();
		return { log, store };
	}

	test(`${name}: parts and a head are read as they were written`, async (context) => {
		const { store } = await aStore(context);
		assert.equal(await store.add([part('a'), part('b')], 0), true);
		assert.equal(await store.add([part('a'), part('c')], 0), true);
		assert.deepEqual([...(await store.parts(['c', 'missing', 'a']))].sort(), [
			part('a').text,
			part('c').text,
		]);
		assert.equal((await store.head()).text, null);
		assert.equal(await store.replaceHead('first', null, 0), true);
		assert.deepEqual(await store.head(), { text: 'first', rewrites: 0 });
		await store.removeHead('another');
		assert.equal((await store.head()).text, 'first');
		await store.removeHead('first');
		assert.equal((await store.head()).text, null);
	});

	test(`${name}: of several servers that replace one head, one succeeds`, async (context) => {
		const { store } = await aStore(context);
		const firsts = await Promise.all(['a', 'b', 'c'].map((text) => store.replaceHead(text, null, 0)));
		assert.equal(firsts.filter(Boolean).length, 1);
		const { text } = await store.head();
		const next = await Promise.all(['d', 'e', 'f'].map((each) => store.replaceHead(each, text, 0)));
		assert.equal(next.filter(Boolean).length, 1);
		assert.equal(await store.replaceHead('late', text, 0), false);
	});

	test(`${name}: parts that no head names are removed, a few at a time`, async (context) => {
		const { store } = await aStore(context);
		const names = Array.from({ length: 50 }, (_, index) => `p${index}`);
		await store.add(names.map(part), 0);
		let steps = 0;
		while (await store.removeOthers(new Set(['p3', 'p4']))) steps++;
		assert.equal(steps, 3);
		assert.equal((await store.parts(names)).length, 2);
	});

	test(`${name}: a redaction removes everything, and nothing that was read before it is added`, async (context) => {
		const { log, store } = await aStore(context);
		for (let seq = 1; seq <= 3; seq++) await log.append(aCommit(seq), seq - 1);
		await store.add([part('a')], 0);
		await store.replaceHead('head', null, 0);
		assert.deepEqual(await log.redact(aCommit(4), 3, [aCommit(1), aCommit(2)]), { done: true });
		const { text, rewrites } = await store.head();
		assert.equal(text, null);
		assert.notEqual(rewrites, 0);
		assert.deepEqual(await store.parts(['a']), []);
		assert.equal(await store.add([part('b')], 0), false);
		assert.equal(await store.replaceHead('head', null, 0), false);
		assert.deepEqual([(await store.head()).text, await store.parts(['b'])], [null, []]);
		assert.equal(await store.add([part('b')], rewrites), true);
		assert.equal(await store.replaceHead('next', null, rewrites), true);
	});

	test(`${name}: a redaction that another commit has overtaken removes nothing`, async (context) => {
		const { log, store } = await aStore(context);
		await log.append(aCommit(1), 0);
		await store.replaceHead('head', null, 0);
		assert.equal((await log.redact(aCommit(9), 8, [aCommit(1)])).done, false);
		assert.deepEqual(await store.head(), { text: 'head', rewrites: 0 });
	});
}
