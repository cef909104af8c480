/** Remedies, post-mortems and translations over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type TestServer } from '../../support/server.ts';

const remedy = {
	title: 'We are sorry',
	apology: 'You could not pay for **two hours**.',
	offer: { kind: 'service-credit', summary: '10 % off your next bill' },
	terms: 'Once for each account.',
	claim: { type: 'code', code: 'SORRY10' },
	audience: { attributes: { plan: ['pro'] } },
	expiresAt: '2099-01-01T00:00:00+02:00',
	translations: {
		de: {
			title: 'Es tut uns leid',
			apology: 'Sie konnten **zwei Stunden** nicht bezahlen.',
			summary: '10 % auf die nächste Rechnung',
			terms: 'Einmal je Konto.',
		},
	},
};
const postmortem = {
	title: 'Why checkout failed',
	body: 'A certificate ran out. See [the report](https://a.example/r).',
	actions: [{ title: 'A warning', state: 'planned', dueBy: '2099-01-01T00:00:00Z' }],
	translations: { fr: { title: 'Pourquoi', body: 'Un certificat a *expiré*.' } },
	anyway: true,
};
const open = (server: TestServer, more: object = {}) =>
	server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout is failing', ...more });
const records = async ({ request }: TestServer): Promise<{ kind: string; id: string; value: unknown }[]> =>
	(await request('/v1/snapshot')).body.records;

test('a remedy is created, read, listed, replaced and removed', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	await open(server);
	const made = await write('PUT', '/v1/remedies/r', { ...remedy, notice: 'n' });
	assert.equal(made.status, 201, made.text);
	assert.equal(made.headers.get('etag'), `"${made.body.seq}"`);
	assert.equal(made.body.apology[0].children[1].type, 'strong');
	assert.equal(made.body.translations.de.apology[0].children[1].type, 'strong');
	assert.equal(made.body.translations.de.terms[0].type, 'paragraph');
	assert.equal(made.body.expiresAt, '2098-12-31T22:00:00.000Z');
	assert.deepEqual(made.body.audience, {
		attributes: { plan: ['pro'] },
		routes: [],
		signedIn: null,
		percentage: null,
	});
	const read = await request('/v1/remedies/r');
	assert.deepEqual(read.body, made.body);
	const known = { headers: { 'if-none-match': read.headers.get('etag') ?? '' } };
	assert.equal((await request('/v1/remedies/r', known)).status, 304);
	assert.deepEqual((await request('/v1/remedies')).body, { seq: made.body.seq, remedies: [made.body] });
	const { id, seq, ...value } = made.body;
	assert.deepEqual(
		(await records(server)).find(({ kind }) => kind === 'remedy'),
		{ kind: 'remedy', id, seq, value },
	);
	const again = await write('PUT', '/v1/remedies/r', { ...remedy, title: 'Sorry' });
	assert.deepEqual([again.status, again.body.title, again.body.notice], [200, 'Sorry', null]);
	assert.equal(again.body.publishedAt, made.body.publishedAt);
	assert.equal((await write('DELETE', '/v1/remedies/r')).status, 204);
	assert.equal((await write('DELETE', '/v1/remedies/r')).status, 404);
	assert.equal((await request('/v1/remedies/r')).status, 404);
});

test('a post-mortem is published, read, replaced and removed', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	const path = '/v1/notices/n/postmortem';
	assert.equal((await write('PUT', path, postmortem)).status, 404);
	await open(server);
	assert.match((await request(path)).body.detail, /has no post-mortem yet/);
	const early = await write('PUT', path, { ...postmortem, anyway: false });
	assert.deepEqual([early.status, early.body.code], [409, 'notice-open']);
	const made = await write('PUT', path, postmortem);
	assert.equal(made.status, 201, made.text);
	assert.equal(made.body.notice, 'n');
	assert.equal(made.body.body[0].children[1].href, 'https://a.example/r');
	assert.equal(made.body.translations.fr.body[0].children[1].type, 'em');
	assert.deepEqual(made.body.actions, [
		{ title: 'A warning', state: 'planned', dueBy: '2099-01-01T00:00:00.000Z' },
	]);
	const read = await request(path);
	assert.deepEqual([read.body, read.headers.get('etag')], [made.body, `"${made.body.seq}"`]);
	const known = { headers: { 'if-none-match': `"${made.body.seq}"` } };
	assert.equal((await request(path, known)).status, 304);
	const dropped = await write('PUT', path, { ...postmortem, actions: [] });
	assert.deepEqual([dropped.status, dropped.body.code], [409, 'promises-dropped']);
	assert.match(dropped.body.detail, /promises "A warning", which this request leaves out.*"dropActions"/);
	const again = await write('PUT', path, { ...postmortem, actions: [], dropActions: true });
	assert.deepEqual([again.status, again.body.actions], [200, []]);
	assert.equal((await write('DELETE', path)).status, 204);
	assert.equal((await write('DELETE', path)).status, 404);
});

test('If-Match and Idempotency-Key apply to remedies and post-mortems', async (context) => {
	const server = await aServer(context);
	const { write } = server;
	await open(server);
	for (const [path, body] of [
		['/v1/remedies/r', remedy],
		['/v1/notices/n/postmortem', postmortem],
	] as const) {
		const absent = await write('PUT', path, body, { 'if-match': '*' });
		assert.deepEqual([absent.status, absent.body.code], [412, 'precondition-failed']);
		const headers = { 'idempotency-key': path };
		const first = await write('PUT', path, body, headers);
		const again = await write('PUT', path, body, headers);
		assert.deepEqual([again.status, again.text], [201, first.text]);
		assert.equal(again.headers.get('idempotency-replayed'), 'true');
		const old = { 'if-match': `"${first.body.seq}"` };
		assert.equal((await write('PUT', path, { ...body, title: 'Second' }, old)).status, 200);
		assert.equal((await write('PUT', path, body, old)).status, 412);
		assert.equal((await write('DELETE', path, undefined, old)).status, 412);
		const removal = { 'idempotency-key': `removed:${path}` };
		assert.equal((await write('DELETE', path, undefined, removal)).status, 204);
		assert.equal((await write('DELETE', path, undefined, removal)).status, 204);
	}
});

test('only operators may write, and an invalid field is reported with its path', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	await open(server);
	for (const path of ['/v1/remedies/r', '/v1/notices/n/postmortem'])
		for (const method of ['PUT', 'DELETE']) assert.equal((await request(path, { method })).status, 401);
	for (const [body, path, code] of [
		[{ ...remedy, apology: '# Sorry' }, 'apology', 'markup-refused'],
		[{ ...remedy, apology: ' ' }, 'apology', 'invalid'],
		[{ ...remedy, claim: { type: 'link', href: 'javascript:alert(1)' } }, 'claim.href', 'invalid'],
		[{ ...remedy, notice: 'unknown' }, 'notice', 'invalid'],
		[{ ...remedy, expiresAt: '2000-01-01T00:00:00Z' }, 'expiresAt', 'invalid'],
		[{ ...remedy, translations: { de: { title: 'x' } } }, 'translations.de.apology', 'invalid'],
		[{ ...remedy, translations: { DE: remedy.translations.de } }, 'translations.DE', 'invalid'],
	] as const) {
		const { status, body: problem } = await write('PUT', '/v1/remedies/r', body);
		assert.deepEqual([status, problem.code, problem.issues[0].path], [422, code, path], problem.detail);
	}
	assert.equal((await write('PUT', '/v1/remedies/Not-An-Id', remedy)).status, 422);
	const { body } = await write('PUT', '/v1/notices/n/postmortem', { ...postmortem, body: '<b>So</b>' });
	assert.equal(body.code, 'markup-refused');
});

test('retracting a notice removes its remedy and its post-mortem', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	await open(server);
	await write('PUT', '/v1/remedies/r', { ...remedy, notice: 'n' });
	await write('PUT', '/v1/notices/n/postmortem', postmortem);
	await write('POST', '/v1/notices/n/retract', {});
	assert.deepEqual(await records(server), []);
	assert.equal((await request('/v1/remedies/r')).status, 404);
	assert.equal((await request('/v1/notices/n/postmortem')).status, 410);
	assert.equal((await write('PUT', '/v1/notices/n/postmortem', postmortem)).status, 410);
});

test('a notice has an audience, an author and translations of all its texts', async (context) => {
	const server = await aServer(context);
	const opened = await open(server, {
		body: 'We are *looking*.',
		workaround: 'Pay by transfer.',
		author: 'Payments team',
		audience: { routes: ['/checkout'], percentage: 20 },
		notAffected: 'You are not affected.',
		moreUrl: 'https://a.example/more',
		dismissible: false,
		reporting: true,
		translations: {
			de: {
				title: 'Bezahlen ist gestört',
				workaround: 'Bitte **überweisen**.',
				notAffected: 'Sie sind nicht betroffen.',
				body: 'Wir *sehen nach*.',
			},
		},
	});
	assert.equal(opened.status, 201, opened.text);
	const { audience, notAffected, moreUrl, dismissible, drill, reporting, language, translations } =
		opened.body;
	assert.deepEqual(
		[audience.routes, audience.percentage, notAffected, moreUrl, dismissible, drill, reporting, language],
		[['/checkout'], 20, 'You are not affected.', 'https://a.example/more', false, false, true, null],
	);
	assert.equal(translations.de.workaround[0].children[1].type, 'strong');
	assert.equal('body' in translations.de, false);
	const [first] = opened.body.updates;
	assert.equal(first.author, 'Payments team');
	assert.equal(first.translations.de[0].children[1].type, 'em');

	const updated = await server.write('POST', '/v1/notices/n/updates', {
		body: 'Found.',
		author: 'Network team',
		translations: { de: '**Gefunden**.' },
	});
	assert.equal(updated.body.updates[0].translations.de[0].children[0].type, 'strong');
	assert.deepEqual(updated.body.translations, translations);
	const edited = await server.write('PATCH', '/v1/notices/n', { title: 'Payments fail' });
	assert.deepEqual(edited.body.translations, {});
	const ended = await server.write('POST', '/v1/notices/n/resolve', {
		body: 'Done.',
		translations: { de: 'Erledigt.' },
	});
	assert.equal(ended.body.updates[0].translations.de[0].children[0].text, 'Erledigt.');

	const bad = await server.write('PATCH', '/v1/notices/n', {
		translations: { de: { title: 'Gestört', workaround: '# Titel' } },
	});
	assert.deepEqual(
		[bad.status, bad.body.code, bad.body.issues[0].path],
		[422, 'markup-refused', 'translations.de.workaround'],
	);
});
