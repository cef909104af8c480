/** Templates: what a command refuses, and how variables are filled in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { putTemplate } from '../../src/model/commands/templates.ts';
import { decide } from '../../src/model/decide/decide.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { TemplateValue } from '../../src/model/records/template.ts';
import { emptyState } from '../../src/model/state/state.ts';
import { fillTemplate, inOwnLanguage } from '../../src/model/templates/fill-template.ts';
import { templateProblems } from '../../src/model/templates/template-problems.ts';

const given = {
	type: 'put-template',
	id: 'slow',
	name: 'Slow',
	kind: 'incident',
	variables: { service: { label: 'The service' }, team: { label: 'The team', default: 'Our team' } },
	title: '{service} is slow',
	checklist: ['Wait for {service}.'],
	bodies: { investigating: '{team} looks at **{service}**.', resolved: '{service} is fast.' },
	translations: {
		de: {
			title: '{service} ist langsam',
			checklist: ['Warten Sie auf {service}.'],
			bodies: { investigating: '{team} sieht nach **{service}**.', resolved: '{service} ist schnell.' },
		},
	},
} as const;
const { type: _, id: __, ...value } = putTemplate.parse(given);
const context = { now: '2030-01-01T12:00:00.000Z', newId: () => 'id' };

test('a template is stored with the fields that it leaves out empty', () => {
	const [change] = decide(putTemplate.parse(given), emptyState, context);
	assert.ok(change);
	assert.equal(change.kind, 'template');
	assert.deepEqual((change.value as TemplateValue).workaround, null);
	assert.deepEqual((change.value as TemplateValue).variables.service, {
		label: 'The service',
		default: null,
	});
});

test('values are filled in everywhere, in every language, and Markdown in them stays text', () => {
	const filled = fillTemplate('slow', value, { service: 'The *new* [API](https://a.example)' });
	assert.equal(filled.title, 'The *new* [API](https://a.example) is slow');
	assert.equal(filled.translations.de?.checklist[0], 'Warten Sie auf The *new* [API](https://a.example).');
	assert.equal(
		filled.bodies.investigating,
		'Our team looks at **The \\*new\\* \\[API\\]\\(https\\:\\/\\/a\\.example\\)**.',
	);
});

test('missing and unknown variables are refused together, by name', () => {
	const refusal = (values: Record<string, string>): CandorError => {
		try {
			fillTemplate('slow', value, values);
		} catch (error) {
			if (error instanceof CandorError) return error;
		}
		return assert.fail('nothing was refused');
	};
	const missing = refusal({ sevice: 'x' });
	assert.equal(missing.code, 'invalid');
	assert.match(missing.message, /The template "slow" still needs: service \(The service\)\./);
	assert.deepEqual(
		missing.issues.map(({ path }) => path),
		['variables.service', 'variables.sevice'],
	);
	assert.match(refusal({ service: 'x', constructor: 'y' }).message, /has no variable "constructor"/);
});

test('a value that looks like a place for a variable is not filled in again', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (service, team) => {
			const { title, checklist } = fillTemplate('slow', value, { service, team });
			assert.equal(title, `${service} is slow`);
			assert.equal(checklist[0], `Wait for ${service}.`);
		}),
	);
});

test('another language of the template becomes the language of the notice', () => {
	const filled = fillTemplate('slow', value, { service: 'Suche' });
	const german = inOwnLanguage(filled, 'de');
	assert.equal(german?.title, 'Suche ist langsam');
	assert.equal(german?.language, 'de');
	assert.deepEqual(Object.keys(german?.translations ?? {}), ['en']);
	assert.equal(german?.translations.en?.title, 'Suche is slow');
	assert.equal(inOwnLanguage(filled, 'fr'), undefined);
	assert.equal(inOwnLanguage(filled, null), filled);
});

test('a template whose variables, phases or languages do not agree is refused with each place', () => {
	const pathsOf = (changed: Partial<TemplateValue>): string[] =>
		templateProblems({ ...value, ...changed }).map(({ path }) => path);
	assert.deepEqual(pathsOf({}), []);
	assert.deepEqual(pathsOf({ title: '{serivce} is slow' }), ['title']);
	assert.deepEqual(pathsOf({ variables: { ...value.variables, spare: { label: 'x', default: null } } }), [
		'variables.spare',
	]);
	assert.deepEqual(pathsOf({ bodies: {} }).includes('bodies'), true);
	assert.deepEqual(pathsOf({ bodies: { ...value.bodies, completed: 'x' } }), [
		'bodies.completed',
		'translations.de.bodies.completed',
	]);
	assert.deepEqual(pathsOf({ language: 'de' }), ['translations.de']);
	assert.deepEqual(pathsOf({ notAffected: 'You are not affected.' }), ['translations.de.notAffected']);
});
