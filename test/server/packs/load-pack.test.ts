/** Policy packs: those of the package, and operators' files. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCandor } from '../../../server/index.ts';
import { loadPack, packNames } from '../../../server/packs/load-pack.ts';
import { parseDuration } from '../../../src/model/duration.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { locales } from '../../../src/model/locales.ts';
import { packSentences } from '../../../src/model/policy-pack/pack-sentences.ts';
import { impacts, type Phase, phasesOf } from '../../../src/model/vocabulary.ts';
import { aFolder } from '../../support/folder.ts';

/** The message of the error with which a pack is refused. */
async function refusalOf(given: string): Promise<string> {
	try {
		await loadPack(given);
	} catch (error) {
		assert.ok(error instanceof CandorError, String(error));
		assert.equal(error.code, 'invalid');
		return error.message;
	}
	return assert.fail(`${given} was loaded`);
}

function fileWith(context: { after(act: () => unknown): void }, content: unknown): string {
	const path = join(aFolder(context), 'pack.json');
	writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

test('the package has five packs for trades, and a general one', () => {
	assert.deepEqual(packNames, [
		'general',
		'financial-services',
		'e-commerce',
		'cloud-provider',
		'healthcare',
		'media-and-streaming',
	]);
});

for (const name of packNames)
	test(`the pack ${name} is complete: texts in seven languages, cadence, remedies and explanations`, async () => {
		const pack = await loadPack(name);
		assert.equal(pack.name, name);
		const kinds = new Set(pack.templates.map(({ kind }) => kind));
		assert.deepEqual([...kinds].sort(), ['announcement', 'assurance', 'incident', 'maintenance']);
		for (const template of pack.templates) {
			assert.deepEqual(Object.keys(template.translations), [...locales], template.id);
			const ended = template.kind === 'maintenance' ? 'verifying' : '';
			const phases = phasesOf[template.kind].filter((phase: Phase) => phase !== ended);
			for (const phase of phases) assert.ok(template.bodies[phase], `${template.id}: ${phase}`);
		}
		const times = impacts.map((impact) => parseDuration(pack.cadence[impact]) ?? 0);
		assert.deepEqual(
			times,
			[...times].sort((a, b) => b - a),
		);
		assert.ok(pack.remedies.length > 0);
		const { enforced, expected } = packSentences(pack);
		assert.equal(enforced.length, 2);
		for (const sentence of [...enforced, ...expected]) {
			assert.match(sentence, /^\p{Lu}.*[.]$/u);
			assert.doesNotMatch(sentence, /undefined|null|\bNaN\b|compliant|compliance/);
		}
		// A deadline is never stated without its source, and never as the one that applies.
		for (const { within, source, after } of pack.disclosures) if (within !== null) assert.ok(source && after);
		assert.equal(
			expected.filter((sentence) => sentence.includes('The deadline named there is')).length,
			expected.filter((sentence) => sentence.includes('Check the deadline that applies to you.')).length,
		);
	});

test('a file extends a pack: it names what differs, and its templates come first', async (context) => {
	const own = {
		id: 'own',
		name: 'Own',
		kind: 'incident',
		impact: null,
		variables: {},
		title: 'Own title',
		workaround: null,
		actions: [],
		checklist: [],
		notAffected: null,
		bodies: { investigating: 'We are looking.' },
		language: null,
		translations: {},
	};
	const path = fileWith(context, {
		extends: 'healthcare',
		name: 'mine',
		cadence: { none: '2h', minor: '90m', major: '20m', critical: '5m' },
		templates: [own, 'playback', { ...own, id: 'outage' }],
	});
	const pack = await loadPack(path);
	const base = await loadPack('healthcare');
	assert.equal(pack.name, 'mine');
	assert.equal(pack.cadence.critical, '5m');
	assert.deepEqual(pack.disclosures, base.disclosures);
	assert.deepEqual(
		pack.templates.map(({ id }) => id),
		['own', 'playback', 'outage', 'patient-access', 'slow', 'maintenance', 'security-note', 'ending'],
	);
	assert.equal(pack.templates[2]?.title, 'Own title');
	assert.match(packSentences(pack).enforced[0] ?? '', /5 minutes \(critical\).*1 hour 30 minutes \(minor\)/);
});

test('a pack that cannot be used is refused with the file, the place and what to do', async (context) => {
	const base = { extends: 'general' };
	const template = (await loadPack('general')).templates[0];
	const cases: readonly [content: unknown, message: RegExp][] = [
		['{"name": "a",\n  oops}', /pack\.json is not JSON \(line 2, column 3\)/],
		['[]', /is not a JSON object/],
		[{ extends: 'nothing' }, /extends: Name one of general, /],
		[{ name: 'mine' }, /\n {2}title: This is missing\. Write a text\./],
		[{ ...base, cadence: { minor: '1h' } }, /\n {2}cadence\.none: This is missing/],
		[
			{ ...base, cadence: { none: '1h', minor: '1h', major: '30m', critical: '45m' } },
			/cadence\.critical: The worse the impact, the sooner the update\. Use at most 30m/,
		],
		[
			{ ...base, cadence: { none: '1h', minor: 'soon', major: '30m', critical: '15m' } },
			/cadence\.minor: Use a duration such as 15m/,
		],
		[{ ...base, cadense: {} }, /cadense: There is no such field/],
		[
			{ ...base, disclosures: [{ to: 'A', what: 'B', within: 'PT72H', after: null, source: null }] },
			/disclosures\.0\.source: A deadline needs/,
		],
		[{ ...base, templates: ['no-such'] }, /templates\.0: There is no template "no-such"/],
		[{ ...base, templates: {} }, /templates: Write a list here/],
		[
			{ ...base, templates: [{ ...template, title: '{sevice} is down' }] },
			/templates\.0\.title: This uses \{sevice\}, which is not among the variables.*\(template "outage"\)/,
		],
		[
			{ ...base, templates: [{ ...template, bodies: { ...template?.bodies, closed: 'x' } }] },
			/templates\.0\.bodies\.closed: A notice of this kind has the phases investigating/,
		],
		[
			{
				...base,
				templates: [{ ...template, bodies: { ...template?.bodies, resolved: '<b>{service}</b>' } }],
			},
			/templates\.0\.bodies\.resolved: .*HTML/,
		],
		[
			{ ...base, templates: [{ ...template, workaround: 'Reload {service}.' }] },
			/templates\.0\.translations\.ar\.workaround: This text is missing/,
		],
	];
	for (const [content, message] of cases) {
		const path = fileWith(context, content);
		const refusal = await refusalOf(path);
		assert.match(refusal, message);
		assert.ok(refusal.includes(path), refusal);
	}
	assert.match(await refusalOf('./no/such.json'), /the file \.\/no\/such\.json cannot be read \(ENOENT\)/);
	assert.match(await refusalOf('health-care'), /Did you mean "healthcare"\?/);
});

test('a server does not start with a pack that it cannot use', async () => {
	await assert.rejects(createCandor({ data: null, pack: 'helthcare' }), /Did you mean "healthcare"\?/);
});
