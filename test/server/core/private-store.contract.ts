/** What every adapter of the private store port must do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PrivateStore } from '../../../server/core/private-store/private-store.ts';

export function vaultContract(
	name: string,
	open: (context: { after(act: () => unknown): void }) => PrivateStore,
): void {
	test(`${name}: keeps records by kind and id, in the order of their ids`, async (context) => {
		const privateStore = open(context);
		await privateStore.put('token', 'b', { name: 'two' });
		await privateStore.put('token', 'a', { name: 'one' });
		await privateStore.put('cursor', 'a', { seq: 1 });
		assert.deepEqual(await privateStore.list('token'), [
			{ id: 'a', value: { name: 'one' } },
			{ id: 'b', value: { name: 'two' } },
		]);
		assert.deepEqual(await privateStore.list('nothing'), []);
	});

	test(`${name}: a second put replaces, and a removal forgets`, async (context) => {
		const privateStore = open(context);
		await privateStore.put('token', 'a', { name: 'one' });
		await privateStore.put('token', 'a', { name: 'other' });
		assert.deepEqual(await privateStore.list('token'), [{ id: 'a', value: { name: 'other' } }]);
		assert.equal(await privateStore.remove('token', 'a'), true);
		assert.equal(await privateStore.remove('token', 'a'), false);
		assert.deepEqual(await privateStore.list('token'), []);
	});
}
