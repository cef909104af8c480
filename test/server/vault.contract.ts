/** What every adapter of the vault port must do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Vault } from '../../server/vault/vault.ts';

export function vaultContract(
	name: string,
	open: (context: { after(act: () => unknown): void }) => Vault,
): void {
	test(`${name}: keeps records by kind and id, in the order of their ids`, async (context) => {
		const vault = open(context);
		await vault.put('token', 'b', { name: 'two' });
		await vault.put('token', 'a', { name: 'one' });
		await vault.put('cursor', 'a', { seq: 1 });
		assert.deepEqual(await vault.list('token'), [
			{ id: 'a', value: { name: 'one' } },
			{ id: 'b', value: { name: 'two' } },
		]);
		assert.deepEqual(await vault.list('nothing'), []);
	});

	test(`${name}: a second put replaces, and a removal forgets`, async (context) => {
		const vault = open(context);
		await vault.put('token', 'a', { name: 'one' });
		await vault.put('token', 'a', { name: 'other' });
		assert.deepEqual(await vault.list('token'), [{ id: 'a', value: { name: 'other' } }]);
		assert.equal(await vault.remove('token', 'a'), true);
		assert.equal(await vault.remove('token', 'a'), false);
		assert.deepEqual(await vault.list('token'), []);
	});
}
