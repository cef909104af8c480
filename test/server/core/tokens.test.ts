/** Operators' tokens in the private store. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../../../server/core/private-store/memory-store.ts';
import { Identities } from '../../../server/core/sessions/identities.ts';
import { Tokens } from '../../../server/core/tokens/tokens.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { aManualClock } from '../../support/manual-clock.ts';

function someTokens(more: Partial<ConstructorParameters<typeof Tokens>[0]> = {}) {
	let ids = 0;
	const privateStore = memoryStore();
	const clock = aManualClock();
	const newId = () => `id${++ids}`;
	const identities = new Identities(privateStore, newId);
	const tokens = new Tokens({ privateStore, identities, clock, newId, environmentToken: null, ...more });
	return { tokens, clock, privateStore };
}

test('of two admins who revoke each other at the same moment, one stays', async () => {
	const { tokens } = someTokens();
	const [one, other] = [
		await tokens.changes.create({ name: '1' }),
		await tokens.changes.create({ name: '2' }),
	];
	const results = await Promise.allSettled([tokens.changes.revoke(one.id), tokens.changes.revoke(other.id)]);
	const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
	assert.deepEqual(
		refused.map(({ code }: CandorError) => code),
		['last-admin'],
	);
	assert.equal((await tokens.list()).length, 1);
});

test('CANDOR_TOKEN is an admin too, so every other token can be revoked', async () => {
	const { tokens } = someTokens({ environmentToken: 'twenty characters long' });
	const { id } = await tokens.changes.create({ name: 'only one' });
	await tokens.changes.revoke(id);
	assert.deepEqual(await tokens.list(), []);
});

test('what the audit log cannot record does not happen', async () => {
	const { tokens } = someTokens();
	const record = () => Promise.reject(new CandorError('busy', 'The disk is full.'));
	await assert.rejects(tokens.changes.create({ name: 'x' }, record), { code: 'busy' });
	assert.deepEqual(await tokens.list(), []);
	const made = await tokens.changes.create({ name: 'x' });
	await assert.rejects(tokens.changes.rotate(made.id, undefined, record), { code: 'busy' });
	await assert.rejects(tokens.changes.revoke(made.id, { isLastAdminToo: true, record }), { code: 'busy' });
	assert.equal((await tokens.operator(made.token)).actor, made.id, 'the same secret is valid');
});

test('a full disk keeps the last use from being written, and locks no operator out', async () => {
	const errors: unknown[] = [];
	const store = memoryStore();
	const privateStore: typeof store = {
		...store,
		put: (kind, ...others) =>
			kind === 'token-use' ? Promise.reject(new Error('full')) : store.put(kind, ...others),
	};
	const { tokens } = someTokens({ privateStore, onError: (error) => errors.push(error) });
	const made = await tokens.changes.create({ name: 'x' });
	assert.equal((await tokens.operator(made.token)).role, 'admin');
	assert.equal(errors.length, 1);
});

test('the owner of a token is known after it was revoked', async () => {
	const { tokens } = someTokens();
	const made = await tokens.changes.create({ name: 'Laptop', owner: 'Operator A' });
	await tokens.changes.revoke(made.id, { isLastAdminToo: true });
	assert.equal(await tokens.ownerOf(made.id), 'Operator A');
	assert.equal(await tokens.ownerOf('environment'), null);
});
