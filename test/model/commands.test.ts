/** What is wrong with an input is said in a sentence, at its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command } from '../../src/model/commands/command.ts';
import { say } from './given.ts';

const open = { type: 'open-notice', kind: 'incident', title: 'Checkout is failing' };
const remedy = {
	type: 'put-remedy',
	id: 'r',
	title: 'Sorry',
	apology: say('Sorry.'),
	offer: { kind: 'discount', summary: '10 % off' },
	claim: { type: 'event' },
};
const postmortem = { type: 'put-postmortem', notice: 'n', title: 'Why', body: say('So.') };
const words = { title: 'Gestört' };
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);
const tags = (count: number) =>
	Object.fromEntries(many(count).map((_, index) => [`de-x${String(index).padStart(2, '0')}`, words]));

function refused(value: object, path: string, sentence: RegExp): void {
	const { error } = command.safeParse(value);
	const issue = error?.issues.find((each) => each.path.join('.') === path);
	assert.match(issue?.message ?? JSON.stringify(error?.issues ?? 'accepted'), sentence, path);
}

test('what may be left out is empty', () => {
	const parsed = command.parse({ ...open, audience: { routes: ['/a'] }, translations: { de: words } });
	assert.ok(parsed.type === 'open-notice');
	assert.deepEqual(parsed.audience, { attributes: {}, routes: ['/a'], signedIn: null, percentage: null });
	assert.deepEqual(parsed.translations, {
		de: { title: 'Gestört', workaround: null, actions: [], checklist: [], notAffected: null },
	});
	const put = command.parse({ ...postmortem, actions: [{ title: 'A warning', state: 'done' }] });
	assert.ok(put.type === 'put-postmortem');
	assert.deepEqual(put.actions, [{ title: 'A warning', state: 'done', dueBy: null }]);
});

test('languages have tags', () => {
	for (const tag of ['de', 'pt-BR', 'zh-Hant-TW', 'gsw', 'de-x01'])
		assert.ok(command.safeParse({ ...open, language: tag, translations: { [tag]: words } }).success, tag);
	for (const tag of [
		'',
		'd',
		'DE',
		'german',
		'de_CH',
		'de-',
		'de-C',
		'de CH',
		`de${'-aaaaaaaa'.repeat(4)}`,
	]) {
		refused({ ...open, language: tag }, 'language', /language tag|at most|<=35|Too big/);
		refused({ ...open, translations: { [tag]: words } }, `translations.${tag}`, /language tag|Too big/);
	}
	refused({ ...open, translations: { 'de-ch': words, 'de-CH': words } }, 'translations', /twice/);
	assert.ok(command.safeParse({ ...open, translations: tags(20) }).success);
	refused({ ...open, translations: tags(21) }, 'translations', /21; 20 are possible/);
	refused({ ...open, translations: { de: {} } }, 'translations.de.title', /./);
});

test('an audience has few attributes, routes that begin with a slash, and a percentage', () => {
	const of = (audience: object) => ({ ...open, audience });
	refused(of({ routes: ['checkout'] }), 'audience.routes.0', /begins with "\/"/);
	refused(of({ percentage: 101 }), 'audience.percentage', /0 to 100/);
	refused(of({ percentage: -1 }), 'audience.percentage', /0 to 100/);
	refused(of({ percentage: Number.NaN }), 'audience.percentage', /./);
	refused(of({ attributes: { plan: [] } }), 'audience.attributes.plan', /at least one value/);
	refused(of({ attributes: { plan: ['a\nb'] } }), 'audience.attributes.plan.0', /one line/);
	refused(of({ attributes: { 'a\nb': ['x'] } }), 'audience.attributes.a\nb', /one line/);
	refused(of({ attributes: { plan: many(51) } }), 'audience.attributes.plan', /./);
	const attributes = (count: number) => Object.fromEntries(many(count).map((name) => [name, ['x']]));
	assert.ok(command.safeParse(of({ attributes: attributes(20) })).success);
	refused(of({ attributes: attributes(21) }), 'audience.attributes', /21; 20 are possible/);
	refused({ ...remedy, audience: { percentage: 200 } }, 'audience.percentage', /0 to 100/);
});

test('links lead somewhere safe, and are kept as a browser reads them', () => {
	refused({ ...open, moreUrl: 'javascript:alert(1)' }, 'moreUrl', /https: or mailto:/);
	refused(
		{ ...remedy, claim: { type: 'link', href: 'http://a.example' } },
		'claim.href',
		/https: or mailto:/,
	);
	const put = command.parse({ ...remedy, claim: { type: 'link', href: ' https://a.example' } });
	assert.deepEqual(put.type === 'put-remedy' && put.claim, { type: 'link', href: 'https://a.example/' });
});

test('remedies and post-mortems say what they are', () => {
	assert.ok(command.safeParse(remedy).success);
	assert.ok(command.safeParse(postmortem).success);
	refused({ ...remedy, claim: { type: 'code', code: 'x'.repeat(61) } }, 'claim.code', /./);
	refused({ ...remedy, claim: { type: 'fax' } }, 'claim.type', /./);
	refused({ ...remedy, offer: { kind: 'cake', summary: 'Cake' } }, 'offer.kind', /./);
	refused({ ...remedy, publishedAt: '2030-01-01T00:00:00Z' }, '', /publishedAt/);
	const action = { title: 'A warning', state: 'planned' };
	refused({ ...postmortem, actions: [{ ...action, dueBy: 'soon' }] }, 'actions.0.dueBy', /ISO 8601/);
	refused({ ...postmortem, actions: many(51).map(() => action) }, 'actions', /./);
});
