/** `candor/define/banner` and the like: one element, and in a bundle only what it needs. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build } from 'esbuild';

const names = readdirSync('dist/src/entries/define')
	.filter((file) => file.endsWith('.js'))
	.map((file) => file.replace('.js', ''));

/** What an application that imports this has in its bundle. */
async function bundled(code: string): Promise<{ text: string; elements: string[] }> {
	const { outputFiles, metafile } = await build({
		stdin: { contents: code, resolveDir: '.' },
		bundle: true,
		minify: true,
		write: false,
		metafile: true,
		format: 'esm',
		platform: 'browser',
	});
	const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
		Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
	);
	const elements = used.flatMap(([path]) => /elements\/(\w+)\/element\.js$/.exec(path)?.[1] ?? []);
	return { text: outputFiles[0]?.text ?? '', elements };
}

test('there is an entry for every element', () => {
	const tags = [...readFileSync('custom-elements.json', 'utf8').matchAll(/"tagName": "candor-(\w+)"/g)];
	assert.deepEqual(names.sort(), tags.map(([, name]) => name).sort());
});

for (const name of names)
	test(`candor/define/${name} brings candor-${name} and no other element`, async () => {
		const { text, elements } = await bundled(`import 'candor/define/${name}';`);
		assert.deepEqual(elements, [name]);
		assert.match(text, RegExp(`["'\`]candor-${name}["'\`]`));
		// Nothing that defines an element or connects it to its feed is left out as unused.
		assert.match(text, /customElements\.define/);
		assert.match(text, /createEventStream|text\/event-stream|v1\/stream/);
	});

test('an application that imports one class has no other element in its bundle', async () => {
	const { elements } = await bundled("import { CandorStatus } from 'candor'; console.log(CandorStatus);");
	assert.deepEqual(elements, ['status']);
});

test('scripts alone have no element in their bundle', async () => {
	const { elements, text } = await bundled("import { on } from 'candor'; on('change', console.log);");
	assert.deepEqual(elements, []);
	assert.equal(/lit-html|litHtmlVersions/.test(text), false);
});
