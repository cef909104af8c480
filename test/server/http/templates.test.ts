/** Templates and the policy pack over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locales } from '../../../src/model/locales.ts';
import { plainText } from '../../../src/model/rich-text.ts';
import { aServer, type TestServer, token } from '../../support/server.ts';

const asOperator = { headers: { authorization: `Bearer ${token}` } };
const own = {
	name: 'Search is slow',
	kind: 'incident',
	impact: 'minor',
	variables: { service: { label: 'The service' } },
	title: '{service} is slow',
	bodies: { investigating: 'Secretly prepared words about {service}.' },
};
const read = async ({ request }: TestServer, path: string) => (await request(path, asOperator)).body;
// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects
const words = (update: any): string => plainText(update.body);

test('templates are created, read, listed before those of the pack, replaced and removed', async (context) => {
	const server = await aServer(context);
	const { write, request } = server;
	const made = await write('PUT', '/v1/templates/own', own);
	assert.equal(made.status, 201, made.text);
	assert.equal(made.body.builtIn, false);
	assert.deepEqual(made.body.checklist, []);
	assert.equal(made.headers.get('etag'), `"${made.body.seq}"`);
	const { templates } = await read(server, '/v1/templates');
	assert.deepEqual(
		templates.map(({ id, builtIn }: { id: string; builtIn: boolean }) => [id, builtIn]),
		[['own', false], ...['outage', 'slow', 'maintenance', 'security-note', 'ending'].map((id) => [id, true])],
	);
	const stale = await write('PUT', '/v1/templates/own', own, { 'if-match': '"77"' });
	assert.equal(stale.body.code, 'precondition-failed');
	assert.equal((await write('PUT', '/v1/templates/own', { ...own, name: 'Other' })).status, 200);
	assert.equal((await read(server, '/v1/templates/own')).name, 'Other');
	assert.equal((await write('DELETE', '/v1/templates/own')).status, 204);
	assert.equal((await read(server, '/v1/templates/own')).code, 'not-found');
	assert.equal((await request('/v1/templates')).status, 401);
	const { entries } = await read(server, '/v1/log');
	assert.deepEqual(
		entries.map(({ command }: { command: string }) => command),
		['remove-template', 'put-template', 'put-template'],
	);
});

test('a template of the pack is read-only, and its copy is not', async (context) => {
	const server = await aServer(context);
	const { write } = server;
	const { id: _, seq: __, builtIn, ...outage } = await read(server, '/v1/templates/outage');
	assert.equal(builtIn, true);
	for (const method of ['PUT', 'DELETE']) {
		const refused = await write(method, '/v1/templates/outage', method === 'PUT' ? outage : undefined);
		assert.equal(refused.status, 422, refused.text);
		assert.match(refused.body.detail, /part of the policy pack/);
	}
	const copied = await write('PUT', '/v1/templates/our-outage', outage);
	assert.equal(copied.status, 201, copied.text);
});

test('a template opens a notice in seven languages, and gives the words of its updates', async (context) => {
	const { write } = await aServer(context);
	const opened = await write('POST', '/v1/notices', {
		id: 'n',
		template: 'outage',
		variables: { service: 'Checkout *now*' },
		affected: [{ component: 'checkout' }],
	});
	assert.equal(opened.status, 201, opened.text);
	const { title, impact, kind, phase, updates, translations } = opened.body;
	assert.deepEqual(
		[title, impact, kind, phase],
		['Checkout *now* is not working', 'major', 'incident', 'investigating'],
	);
	assert.equal(
		words(updates[0]),
		'Checkout *now* is not working at the moment. We are looking for the cause.',
	);
	assert.deepEqual(Object.keys(translations), [...locales]);
	assert.deepEqual(Object.keys(updates[0].translations), [...locales]);
	assert.equal(translations.de.title, 'Checkout *now* funktioniert nicht');
	const updated = await write('POST', '/v1/notices/n/updates', {
		template: 'outage',
		variables: { service: 'Checkout' },
		phase: 'identified',
	});
	assert.equal(updated.status, 201, updated.text);
	assert.match(words(updated.body.updates[0]), /^We have found the cause/);
	assert.match(plainText(updated.body.updates[0].translations.fr), /^Nous avons trouvé la cause/);
	// Without a phase, the words are those of the phase that the notice has.
	const again = await write('POST', '/v1/notices/n/updates', {
		template: 'outage',
		variables: { service: 'It' },
	});
	assert.match(words(again.body.updates[0]), /It is still not working/);
});

test('maintenance has a text for each of its phases, chosen by its window', async (context) => {
	const { write } = await aServer(context);
	const use = { template: 'maintenance', variables: { service: 'Search' } };
	const later = { id: 'later', ...use, window: { start: '1h', end: '2h' } };
	const scheduled = await write('POST', '/v1/notices', later);
	assert.equal(scheduled.status, 201, scheduled.text);
	assert.equal(scheduled.body.phase, 'scheduled');
	assert.match(words(scheduled.body.updates[0]), /^We are going to do maintenance on Search/);
	const now = await write('POST', '/v1/notices', { id: 'now', ...use, window: { end: '2h' }, anyway: true });
	assert.equal(now.body.phase, 'in-progress');
	assert.match(words(now.body.updates[0]), /^The maintenance has begun/);
	const done = await write('POST', '/v1/notices/now/updates', { ...use, phase: 'completed' });
	assert.equal(done.body.phase, 'completed');
	assert.match(words(done.body.updates[0]), /^The maintenance is over/);
});

test('own words replace those of the template, whose translations are then left out', async (context) => {
	const { write } = await aServer(context);
	const { body } = await write('POST', '/v1/notices', {
		template: 'outage',
		variables: { service: 'Checkout' },
		title: 'Nothing can be paid',
		impact: 'critical',
	});
	assert.equal(body.title, 'Nothing can be paid');
	assert.equal(body.impact, 'critical');
	assert.deepEqual(body.translations, {});
	assert.deepEqual(body.updates[0].translations, {});
	const german = await write('POST', '/v1/notices', {
		template: 'slow',
		variables: { service: 'Suche' },
		language: 'de',
	});
	assert.equal(german.body.title, 'Suche ist langsamer als sonst');
	assert.equal(german.body.translations.en.title, 'Suche is slower than usual');
});

test('a template that does not fit is refused, and nothing is published', async (context) => {
	const server = await aServer(context);
	const { write } = server;
	await write('POST', '/v1/notices', { id: 'n', title: 'Slow' });
	const seq = (await read(server, '/v1/templates')).seq;
	const variables = { service: 'Checkout' };
	const cases: readonly [path: string, body: object, status: number, detail: RegExp][] = [
		['/v1/notices', { template: 'outage' }, 422, /still needs: service \(.*--set service=…/],
		['/v1/notices', { template: 'outage', variables: { ...variables, x: 'y' } }, 422, /no variable "x"/],
		['/v1/notices', { template: 'outages', variables }, 404, /no template "outages"/],
		['/v1/notices', { template: 'outage', variables, kind: 'assurance' }, 422, /for the kind "incident"/],
		['/v1/notices', { template: 'outage', variables, language: 'nl' }, 422, /It has en, ar, de/],
		['/v1/notices', { template: 'outage', variables: { service: 'x'.repeat(120) }, title: '' }, 422, /title/],
		['/v1/notices', { variables }, 422, /Variables belong to a template/],
		['/v1/notices', {}, 422, /^title: This is missing/],
		['/v1/notices/n/updates', {}, 422, /^body: This is missing/],
		['/v1/notices/n/updates', { template: 'maintenance', variables }, 422, /for the kind "maintenance"/],
		['/v1/notices/x/updates', { template: 'outage', variables }, 404, /no notice "x"/],
	];
	for (const [path, body, status, detail] of cases) {
		const refused = await write('POST', path, body);
		assert.equal(refused.status, status, refused.text);
		assert.match(refused.body.detail, detail);
	}
	const long = await write('PUT', '/v1/templates/long', { ...own, title: `${'x'.repeat(130)} {service}` });
	assert.equal(long.status, 201, long.text);
	const tooLong = await write('POST', '/v1/notices', {
		template: 'long',
		variables: { service: 'Checkout!!' },
	});
	assert.match(tooLong.body.detail, /^With the template "long": title: /);
	const html = await write('PUT', '/v1/templates/html', {
		...own,
		bodies: { investigating: '<b>{service}</b>' },
	});
	assert.equal(html.body.code, 'markup-refused');
	assert.equal((await read(server, '/v1/templates')).seq, seq + 1);
});

test('no byte of a template is on the public wire', async (context) => {
	const server = await aServer(context);
	const { write, request, url } = server;
	const stream = await fetch(`${url}/v1/stream`);
	const reader = stream.body?.getReader();
	await write('PUT', '/v1/templates/own', { ...own, name: 'Secretly prepared name' });
	await write('DELETE', '/v1/templates/own');
	await write('PUT', '/v1/templates/own', { ...own, name: 'Secretly prepared name' });
	// The commit after them arrives, so those before would have arrived too.
	await write('POST', '/v1/notices', { id: 'n', title: 'Last words' });
	let streamed = '';
	while (!streamed.includes('Last words')) {
		const chunk = await reader?.read();
		assert.ok(chunk && !chunk.done, streamed);
		streamed += Buffer.from(chunk.value).toString();
	}
	await reader?.cancel();
	const resumed = await fetch(`${url}/v1/stream?since=0`);
	const first = await resumed.body?.getReader().read();
	const paths = [
		'/v1/snapshot',
		'/v1/history',
		'/v1/notices',
		'/v1/components',
		'/v1/page',
		'/v1/openapi.json',
		'/',
	];
	const answers = await Promise.all(paths.map(async (path) => (await request(path)).text));
	for (const text of [streamed, Buffer.from(first?.value ?? []).toString(), ...answers]) {
		assert.ok(text.length > 0);
		assert.doesNotMatch(text, /Secretly|"template"\s*,\s*"id"|"kind":"template"/);
	}
});

test('the pack is readable for operators, as data and in sentences', async (context) => {
	const server = await aServer(context, { pack: 'financial-services' });
	const { pack, enforced, expected } = await read(server, '/v1/pack');
	assert.equal(pack.title, 'Financial services');
	assert.equal(pack.cadence.critical, '15m');
	assert.match(enforced[0], /15 minutes \(critical\)/);
	assert.ok(expected.some((sentence: string) => sentence.includes('Regulation (EU) 2022/2554, Article 19')));
	assert.equal((await server.request('/v1/pack')).status, 401);
	const none = await aServer(context, { pack: null });
	assert.equal((await read(none, '/v1/pack')).code, 'not-found');
	assert.deepEqual((await read(none, '/v1/templates')).templates, []);
});
