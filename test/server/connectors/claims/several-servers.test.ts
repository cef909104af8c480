/** Several servers on one private store: together they pay no more than the budget, and each customer once. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import Database from 'libsql';
import { Claims } from '../../../../server/connectors/claims/claims.ts';
import { ReferenceKey } from '../../../../server/connectors/claims/reference-key.ts';
import { StoredClaimKeys } from '../../../../server/connectors/claims/stored-claim-keys.ts';
import { StoredClaims } from '../../../../server/connectors/claims/stored-claims.ts';
import { StoredOffers } from '../../../../server/connectors/claims/stored-offers.ts';
import { systemClock } from '../../../../server/core/clock.ts';
import { newId } from '../../../../server/core/ids.ts';
import { openCore } from '../../../../server/core/open-core.ts';
import type { PrivateStore } from '../../../../server/core/private-store/private-store.ts';
import { sqliteStore } from '../../../../server/core/private-store/sqlite-store.ts';
import { migrate } from '../../../../server/core/sqlite-migrations.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import { aFolder } from '../../../support/folder.ts';
import { said } from '../channels/core-story.ts';
import { signClaim } from './story.ts';

/** A connection of its own, with a break in each step, so that the servers come between each other. */
function aConnection(context: TestContext, path: string): PrivateStore {
	const database = new Database(path, { timeout: 5_000 });
	context.after(() => database.close());
	database.pragma('journal_mode = WAL');
	migrate(database, path);
	const store = sqliteStore(database, () => undefined);
	const pause = () => new Promise((resolve) => setImmediate(resolve));
	return {
		...store,
		get: async (...given) => pause().then(() => store.get(...given)),
		put: async (...given) => pause().then(() => store.put(...given)),
	};
}

async function servers(context: TestContext, count: number, budget: object) {
	const path = join(aFolder(context), 'candor.db');
	const core = await openCore({ storage: openMemory(), clock: systemClock, newId, environmentToken: null });
	context.after(() => core.stop());
	await core.commandHandler.execute({
		actor: 'a-token',
		command: {
			...{ type: 'put-remedy', id: 'credit', title: 'We are sorry', apology: said('We are sorry.') },
			...{ offer: { kind: 'discount', summary: '5 €' }, claim: { type: 'event' }, expiresAt: '1h' },
			payout: {
				...{ unit: 'money', currency: 'EUR', components: [], from: null, until: null },
				tiers: [{ minutes: 0, attributes: {}, value: '5' }],
			},
			budget: { claims: null, total: null, ...budget },
		},
	});
	const told: string[] = [];
	const secrets: string[] = [];
	const all: Claims[] = [];
	for (let index = 0; index < count; index++) {
		const privateStore = aConnection(context, path);
		const keys = new StoredClaimKeys({ privateStore, clock: systemClock, newId });
		if (index === 0) secrets.push((await keys.add(undefined)).secret ?? '');
		const claims = await Claims.open({
			...{ ...core, keys, clock: systemClock, newId },
			...{ offers: new StoredOffers(privateStore), claims: new StoredClaims(privateStore) },
			referenceKey: await ReferenceKey.open(privateStore),
			reportError: (error) => {
				throw error;
			},
			tellBilling: async (_remedy, { id }) => void told.push(id),
		});
		context.after(() => claims.close());
		all.push(claims);
	}
	const claim = async (index: number, subject: string): Promise<string> => {
		const token = await signClaim(secrets[0] ?? '', subject, Date.now());
		try {
			return (await (all[index % count] as Claims).claim('credit', token)).claim.id;
		} catch (error) {
			if (error instanceof CandorError) return error.code;
			throw error;
		}
	};
	return { claim, told };
}

test('three servers, sixty customers at once, a budget of twenty: exactly twenty', async (context) => {
	const { claim, told } = await servers(context, 3, { claims: 20 });
	const results = await Promise.all(
		Array.from({ length: 60 }, (_, index) => claim(index, `customer-${index}`)),
	);
	assert.equal(results.filter((each) => each === 'remedy-sold-out').length, 40);
	const paid = results.filter((each) => each !== 'remedy-sold-out');
	assert.deepEqual([...told].sort(), [...paid].sort());
	assert.equal(new Set(paid).size, 20);
});

test('three servers, one customer thirty times at once: one claim', async (context) => {
	const { claim, told } = await servers(context, 3, {});
	const results = await Promise.all(Array.from({ length: 30 }, (_, index) => claim(index, 'customer-1')));
	assert.equal(new Set(results).size, 1);
	assert.equal(new Set(told).size, 1);
});
