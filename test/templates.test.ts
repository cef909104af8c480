/** Our templates, drawn by DOM calls, are what Lit's own parser makes of them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build, transform } from 'esbuild';
import { parseAst } from 'rollup/parseAst';
import { aBrowser } from './support/page.ts';

/** What `html` tags at or below a node of a syntax tree, as lists of the texts between the values. */
function templates(node: unknown): string[][] {
	if (node === null || typeof node !== 'object') return [];
	const below = Object.values(node).flatMap(templates);
	const { type, tag, quasi } = node as { type?: string; tag?: { name?: string }; quasi?: unknown };
	if (type !== 'TaggedTemplateExpression' || tag?.name !== 'html') return below;
	const { quasis } = quasi as { quasis: { value: { cooked: string } }[] };
	return [quasis.map(({ value }) => value.cooked), ...below];
}

async function templatesOf(file: string): Promise<string[][]> {
	const source = readFileSync(`src/elements/${file}`, 'utf8');
	const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
	return templates(parseAst(code));
}

const chrome = aBrowser();

test('every template of an element draws as with Lit’s own parser', async () => {
	const files = readdirSync('src/elements', { recursive: true, encoding: 'utf8' });
	const found = await Promise.all(files.filter((file) => file.endsWith('.ts')).map(templatesOf));
	const all = found.flat();
	assert.ok(all.length > 20, 'the templates were found');
	const contents = `import { html, render } from 'lit-html';
		import { html as ours } from './src/elements/shared/html.ts';
		const drawn = (tag, strings) => {
			const place = document.createElement('div');
			render(tag(strings, ...strings.slice(1).map((_, index) => 'value ' + index)), place);
			return place.innerHTML.replace(/\\?lit\\$\\d+\\$/g, '');
		};
		globalThis.both = (texts) => {
			const strings = Object.assign(texts, { raw: texts });
			return [drawn(ours, strings), drawn(html, strings)];
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
				(globalThis as unknown as { both(texts: string[]): [string, string] }).both(texts),
			),
		all,
	);
	for (const [ours, theirs] of pairs) assert.equal(ours, theirs);
});
