/**
 * The `html` tag of our bundles (compiled-lit.ts) draws every template as Lit's own parser does.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build, transform } from 'esbuild';
import { parseAst } from 'rollup/parseAst';
import { aBrowser } from './support/page.ts';

/**
 * The texts between the values of each template with this tag, at or below a node of a syntax tree.
 */
function templates(node: unknown, wanted: string): string[][] {
	if (node === null || typeof node !== 'object') return [];
	const below = Object.values(node).flatMap((child) => templates(child, wanted));
	const { type, tag, quasi } = node as { type?: string; tag?: { name?: string }; quasi?: unknown };
	if (type !== 'TaggedTemplateExpression' || tag?.name !== wanted) return below;
	const { quasis } = quasi as { quasis: { value: { cooked: string } }[] };
	return [quasis.map(({ value }) => value.cooked), ...below];
}

async function templatesIn(file: string, tag: string): Promise<string[][]> {
	const source = readFileSync(file, 'utf8');
	const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
	return templates(parseAst(code), tag);
}

const files = ['src/elements', 'src/console'].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => `${folder}/${file}`),
);
const allTemplates = async (tag: string): Promise<string[][]> =>
	(await Promise.all(files.map((file) => templatesIn(file, tag)))).flat();

const chrome = aBrowser();

test('every template of an element and of the console draws the same as with Lit’s own parser', async () => {
	const all = await allTemplates('html');
	assert.ok(all.length > 20, 'the templates were found');
	const contents = `import { html, render } from 'lit-html';
		import { html as compiled } from './src/elements/shared/compiled-lit.ts';
		const draw = (tag, strings) => {
			const place = document.createElement('div');
			render(tag(strings, ...strings.slice(1).map((_, index) => 'value ' + index)), place);
			return place.innerHTML.replace(/\\?lit\\$\\d+\\$/g, '');
		};
		globalThis.drawBoth = (texts) => {
			const strings = Object.assign(texts, { raw: texts });
			return [draw(compiled, strings), draw(html, strings)];
		};`;
	const { outputFiles } = await build({
		stdin: { contents, resolveDir: '.' },
		bundle: true,
		write: false,
	});
	const page = await chrome().newPage();
	await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
	const pairs: [string, string][] = await page.evaluate(
		(lists) =>
			lists.map((texts) =>
				(globalThis as unknown as { drawBoth(texts: string[]): [string, string] }).drawBoth(texts),
			),
		all,
	);
	for (const [compiled, parsed] of pairs) assert.equal(compiled, parsed);
});

for (const tag of ['svg', 'mathml'])
	test(`no element uses Lit's ${tag} tag, which our bundles do not support`, async () => {
		assert.deepEqual(await allTemplates(tag), []);
	});
