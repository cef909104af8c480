/** Sessions in the private store: shared by servers, bound to their token, limited in number. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { memoryStore } from '../../../server/core/private-store/memory-store.ts';
import type { PrivateStore } from '../../../server/core/private-store/private-store.ts';
import { Identities } from '../../../server/core/sessions/identities.ts';
import { Sessions } from '../../../server/core/sessions/sessions.ts';
import { Tokens } from '../../../server/core/tokens/tokens.ts';
import { aManualClock } from '../../support/manual-clock.ts';

const environmentToken = 'twenty characters!!!';

type OpenId = ConstructorParameters<typeof Sessions>[0]['openId'];

function aNode(
	privateStore: PrivateStore,
	clock = aManualClock(),
	secret: string | null = environmentToken,
	openId: OpenId = null,
) {
	let ids = 0;
	const newId = () => `id${++ids}`;
	const identities = new Identities(privateStore, newId);
	const tokens = new Tokens({ privateStore, identities, clock, newId, environmentToken: secret });
	const errors: unknown[] = [];
	const onError = (error: unknown): void => void errors.push(error);
	return {
		tokens,
		sessions: new Sessions({ privateStore, tokens, identities, openId, clock, onError }),
		errors,
	};
}
const use = { isUse: true };
const refused = { code: 'unauthorized' };

test('servers with one store share sessions, and their ends', async () => {
	const store = memoryStore();
	const [one, other] = [aNode(store), aNode(store)];
	const { secret, operator } = await one.sessions.start(environmentToken, null);
	assert.deepEqual((await other.sessions.find(secret, use)).operator, operator);
	await other.sessions.end(secret);
	await assert.rejects(one.sessions.find(secret, use), refused);
});

test('the role is that of the token at each request', async () => {
	const store = memoryStore();
	const { tokens, sessions } = aNode(store);
	const made = await tokens.changes.create({ name: 'x', role: 'publisher' });
	const { secret } = await sessions.start(made.token, null);
	const record = await store.get('token', made.id);
	assert.ok(record);
	await store.put('token', made.id, { ...(record.value as object), role: 'viewer' });
	assert.equal((await sessions.find(secret, use)).operator.role, 'viewer');
});

test('a session of CANDOR_TOKEN ends when the variable changes, and its hash is not in the store', async () => {
	const store = memoryStore();
	const { secret } = await aNode(store).sessions.start(environmentToken, null);
	for (const changed of ['another secret token', null])
		await assert.rejects(aNode(store, aManualClock(), changed).sessions.find(secret, use), refused);
	const stored = JSON.stringify(await store.list('session'));
	assert.ok(!stored.includes(createHash('sha256').update(environmentToken).digest('hex')));
});

test('a session that was ended during a request is not written again', async () => {
	const store = memoryStore();
	const clock = aManualClock();
	const { sessions, errors } = aNode(store, clock);
	const { secret } = await sessions.start(environmentToken, null);
	clock.advance(120_000);
	await Promise.all([sessions.find(secret, use), sessions.end(secret)]);
	assert.deepEqual(await store.list('session'), []);
	assert.deepEqual(errors, []);
});

test('a full disk locks no operator out', async () => {
	const store = memoryStore();
	const clock = aManualClock();
	const { secret } = await aNode(store, clock).sessions.start(environmentToken, null);
	const full: PrivateStore = { ...store, put: () => Promise.reject(new Error('full')) };
	const { sessions, errors } = aNode(full, clock);
	clock.advance(120_000);
	assert.equal((await sessions.find(secret, use)).operator.actor, 'environment');
	assert.equal(errors.length, 1);
});

test('a request writes at most once a minute', async () => {
	const store = memoryStore();
	const clock = aManualClock();
	let writes = 0;
	const counted: PrivateStore = {
		...store,
		put: (...given) => {
			writes += 1;
			return store.put(...given);
		},
	};
	const { sessions } = aNode(counted, clock);
	const { secret } = await sessions.start(environmentToken, null);
	writes = 0;
	for (let second = 0; second < 300; second++) {
		clock.advance(1_000);
		await sessions.find(secret, use);
	}
	assert.equal(writes, 5);
});

test('sessions that are over are removed, and a token has at most a hundred', async () => {
	const store = memoryStore();
	const clock = aManualClock();
	const { sessions, tokens } = aNode(store, clock);
	const other = await tokens.changes.create({ name: 'other' });
	await sessions.start(other.token, null);
	const secrets: string[] = [];
	for (let count = 0; count < 103; count++) {
		clock.advance(1_000);
		secrets.push((await sessions.start(environmentToken, null)).secret);
	}
	assert.equal((await store.list('session')).length, 101);
	for (const secret of secrets.slice(0, 3)) await assert.rejects(sessions.find(secret, use), refused);
	for (const secret of secrets.slice(3)) await sessions.find(secret, use);
	clock.advance(12 * 3_600_000);
	await sessions.start(environmentToken, null);
	assert.equal((await store.list('session')).length, 1);
});

test('a damaged session and one of a later version grant nothing', async () => {
	const store = memoryStore();
	const { sessions } = aNode(store);
	const { secret } = await sessions.start(environmentToken, null);
	const [record] = await store.list('session');
	assert.ok(record);
	for (const value of [{ ...(record.value as object), onlyFrom: '192.0.2.1' }, {}, { binding: 'ab' }]) {
		await store.put('session', record.id, value);
		await assert.rejects(sessions.find(secret, use), refused);
	}
});

const issuer = 'https://id.example.com';
const person = {
	issuer,
	subject: 's1',
	name: 'Operator A',
	values: ['on-call', 'football'],
	signedInAt: '2030-01-31T00:00:00.000Z',
};
const mapped = { issuer, roles: { claim: 'groups', responder: ['on-call'], support: ['desk'] } };

test('a person is one actor in every session, by issuer and subject, and the log gets a random id', async () => {
	const store = memoryStore();
	const { sessions, tokens } = aNode(store, aManualClock(), null, mapped);
	const again = { ...person, name: 'Operator A, renamed', values: ['desk', 'on-call'] };
	const [one, two] = [
		await sessions.startForPerson(person, null),
		await sessions.startForPerson(again, null),
	];
	const other = await sessions.startForPerson({ ...person, subject: 's2' }, null);
	assert.equal(one.operator.actor, two.operator.actor);
	assert.notEqual(one.operator.actor, other.operator.actor);
	assert.deepEqual([two.operator.role, two.operator.owner], ['responder', 'Operator A, renamed']);
	assert.equal(await tokens.ownerOf(one.operator.actor), 'Operator A, renamed');
	assert.equal((await tokens.actorNames()).get(other.operator.actor), 'Operator A');
	assert.ok(
		!JSON.stringify(await store.list('openid-identity')).includes('football'),
		'other groups are not stored',
	);
});

test('two first sign-ins of a person at the same moment make one actor', async () => {
	const store = memoryStore();
	const nodes = [1, 2, 3].map(() => aNode(store, aManualClock(), null, mapped));
	const started = await Promise.all(nodes.map(({ sessions }) => sessions.startForPerson(person, null)));
	assert.equal(new Set(started.map(({ operator }) => operator.actor)).size, 1);
});

test('without a role, before or later, a person has no session', async () => {
	const store = memoryStore();
	const clock = aManualClock();
	const { sessions } = aNode(store, clock, null, mapped);
	await assert.rejects(sessions.startForPerson({ ...person, values: ['football'] }, null), {
		code: 'forbidden',
	});
	const { secret } = await sessions.startForPerson(person, null);
	const role = async (openId: OpenId) =>
		(await aNode(store, clock, null, openId).sessions.find(secret, use)).operator.role;
	assert.equal(await role(mapped), 'responder');
	assert.equal(await role({ issuer, roles: { claim: 'groups', publisher: ['on-call'] } }), 'publisher');
	for (const changed of [
		null,
		{ ...mapped, issuer: 'https://other.example' },
		{ issuer, roles: { claim: 'groups', admin: ['x'] } },
	])
		await assert.rejects(role(changed), refused);
	await sessions.startForPerson({ ...person, values: ['desk'] }, null);
	assert.equal(await role(mapped), 'support', 'a later sign-in changes the role of all sessions');
});
