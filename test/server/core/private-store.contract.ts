/** The contract of the private store port, for every adapter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PrivateStore } from '../../../server/core/private-store/private-store.ts';

type Context = { after(act: () => unknown): void };

export function privateStoreContract(
	name: string,
	open: (context: Context) => PrivateStore | Promise<PrivateStore>,
): void {
	test(`${name}: records are stored by kind and id, and listed in the order of their ids`, async (context) => {
		const store = await open(context);
		await store.put('token', 'b', { name: 'two' });
		await store.put('token', 'a', { name: 'one' });
		await store.put('cursor', 'a', { seq: 1 });
		assert.deepEqual(await store.list('token'), [
			{ id: 'a', version: 1, value: { name: 'one' } },
			{ id: 'b', version: 1, value: { name: 'two' } },
		]);
		assert.deepEqual(await store.get('token', 'b'), { id: 'b', version: 1, value: { name: 'two' } });
		assert.equal(await store.get('token', 'c'), null);
		assert.deepEqual(await store.list('nothing'), []);
	});

	test(`${name}: a list is read in pages, whose order does not change while records come and go`, async (context) => {
		const store = await open(context);
		for (const id of ['d', 'b', 'a', 'c', 'e']) await store.put('subscriber', id, { id });
		await store.put('token', 'bb', {});
		const idsAfter = async (after: string) =>
			(await store.list('subscriber', { after, limit: 2 })).map(({ id }) => id);
		assert.deepEqual(await idsAfter(''), ['a', 'b']);
		await store.remove('subscriber', 'b');
		await store.put('subscriber', 'aa', {});
		assert.deepEqual(await idsAfter('b'), ['c', 'd']);
		assert.deepEqual(await idsAfter('d'), ['e']);
		assert.deepEqual(await idsAfter('e'), []);
	});

	test(`${name}: the kinds are those of which there are records, in order`, async (context) => {
		const store = await open(context);
		assert.deepEqual(await store.kinds(), []);
		for (const kind of ['token', 'cursor', 'channel'])
			for (const id of ['a', 'b']) await store.put(kind, id, {});
		assert.deepEqual(await store.kinds(), ['channel', 'cursor', 'token']);
		await store.remove('cursor', 'a');
		assert.deepEqual(await store.kinds(), ['channel', 'cursor', 'token']);
		await store.remove('cursor', 'b');
		assert.deepEqual(await store.kinds(), ['channel', 'token']);
	});

	test(`${name}: a second put replaces the value and raises the version; remove deletes`, async (context) => {
		const store = await open(context);
		assert.deepEqual(await store.put('token', 'a', { name: 'one' }), { done: true, version: 1 });
		assert.deepEqual(await store.put('token', 'a', { name: 'other' }), { done: true, version: 2 });
		assert.deepEqual(await store.list('token'), [{ id: 'a', version: 2, value: { name: 'other' } }]);
		assert.equal(await store.remove('token', 'a'), true);
		assert.equal(await store.remove('token', 'a'), false);
		assert.deepEqual(await store.list('token'), []);
	});

	test(`${name}: put with an expected version writes only if the record has it; a conflict is a value`, async (context) => {
		const store = await open(context);
		assert.deepEqual(await store.put('cursor', 'a', { seq: 1 }, 1), { done: false, version: 0 });
		assert.deepEqual(await store.put('cursor', 'a', { seq: 1 }, 0), { done: true, version: 1 });
		assert.deepEqual(await store.put('cursor', 'a', { seq: 9 }, 0), { done: false, version: 1 });
		assert.deepEqual(await store.put('cursor', 'a', { seq: 2 }, 1), { done: true, version: 2 });
		assert.deepEqual(await store.put('cursor', 'a', { seq: 9 }, 1), { done: false, version: 2 });
		assert.deepEqual(await store.get('cursor', 'a'), { id: 'a', version: 2, value: { seq: 2 } });
	});

	test(`${name}: of many writers that expect the same version, one succeeds`, async (context) => {
		const store = await open(context);
		const results = await Promise.all(
			Array.from({ length: 20 }, (_, index) => store.put('cursor', 'a', { index }, 0)),
		);
		assert.equal(results.filter(({ done }) => done).length, 1);
		const index = results.findIndex(({ done }) => done);
		assert.deepEqual(await store.get('cursor', 'a'), { id: 'a', version: 1, value: { index } });
	});

	test(`${name}: increment adds to fields, creates the record from its initial value, and keeps other fields`, async (context) => {
		const store = await open(context);
		const first = await store.increment('sums', 'n', { yes: 2, no: 0 }, { since: 'noon' });
		assert.deepEqual(first, { id: 'n', version: 1, value: { since: 'noon', yes: 2, no: 0 } });
		await store.increment('sums', 'n', { yes: 1, maybe: 4 }, { since: 'later' });
		assert.deepEqual(await store.get('sums', 'n'), {
			id: 'n',
			version: 2,
			value: { since: 'noon', yes: 3, no: 0, maybe: 4 },
		});
		await store.put('sums', 'm', { yes: 'damaged' });
		assert.deepEqual((await store.increment('sums', 'm', { yes: 1 })).value, { yes: 1 });
	});

	test(`${name}: increments at the same time are all counted, and an increment is a write`, async (context) => {
		const store = await open(context);
		await Promise.all(Array.from({ length: 50 }, () => store.increment('sums', 'n', { yes: 1 })));
		assert.deepEqual(await store.get('sums', 'n'), { id: 'n', version: 50, value: { yes: 50 } });
		assert.deepEqual(await store.put('sums', 'n', {}, 49), { done: false, version: 50 });
	});

	test(`${name}: a caller cannot change a stored value`, async (context) => {
		const store = await open(context);
		const value = { name: 'one' };
		await store.put('token', 'a', value);
		value.name = 'other';
		const read = (await store.get('token', 'a'))?.value as { name: string };
		read.name = 'other';
		assert.deepEqual((await store.get('token', 'a'))?.value, { name: 'one' });
	});
}
