/** custom-elements.json describes everything public of each element, and nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import * as classes from '../../src/entries/index.ts';
import { codeOf } from '../support/code-of.ts';

type Named = { readonly name: string };
interface Declaration extends Named {
	readonly tagName?: string;
	readonly members?: readonly Named[];
	readonly attributes?: readonly Named[];
	readonly events?: readonly (Named & { readonly type: { readonly text: string } })[];
	readonly slots?: readonly Named[];
	readonly cssParts?: readonly Named[];
	readonly cssProperties?: readonly Named[];
}
interface ElementClass {
	readonly observedAttributes: readonly string[];
	readonly styles?: unknown;
	readonly renderer?: { readonly styles: string };
}

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
	modules: { path: string; declarations: Declaration[] }[];
};
const declarations = modules.flatMap((module) => module.declarations);
/** The source of the module that declares a class. */
const sourcePath = (name: string): string => {
	const module = modules.find((each) => each.declarations.some((declaration) => declaration.name === name));
	assert.ok(module, `custom-elements.json does not describe ${name}.`);
	return module.path.replace(/^dist\/(.*)\.js$/, '$1.ts');
};
const elements = Object.entries(classes).filter(([name]) => name.startsWith('Candor'));

const names = (list: readonly Named[] | undefined): string[] => (list ?? []).map(({ name }) => name).sort();
/** The first group of every match, sorted and without duplicates. */
const found = (code: string, ...patterns: readonly RegExp[]): string[] =>
	[
		...new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name))),
	].sort();

/** The source of a class and of those of ours that it extends. */
function sourceOf(path: string): string {
	const source = readFileSync(path, 'utf8');
	const [, parent] = / extends (\w+)/.exec(source) ?? [];
	const [, from] = new RegExp(`import \\{ ${parent} \\} from '(\\.[^']+)'`).exec(source) ?? [];
	return from ? source + sourceOf(join(dirname(path), from)) : source;
}

test('custom-elements.json describes every element and the class of each of its events', () => {
	const events = declarations.flatMap((each) => (each.events ?? []).map(({ type }) => type.text));
	assert.deepEqual(names(declarations), [...elements.map(([name]) => name), ...events].sort());
});

for (const [name, element] of elements as unknown as readonly [string, ElementClass][]) {
	const declaration = declarations.find((each) => each.name === name);
	const path = sourcePath(name);

	describe(`custom-elements.json lists every ${declaration?.tagName}`, () => {
		test('attribute', () => {
			assert.deepEqual(names(declaration?.attributes), [...element.observedAttributes].sort());
		});

		test('public property, and no other', () => {
			// This leaves out lines that begin with `protected`, `static` or `#`.
			const properties = found(sourceOf(path), /^\t(?:(?:declare|readonly|get) )+(\w+)/gm);
			assert.deepEqual(names(declaration?.members), properties);
		});

		test('part', () => {
			const parts = found(codeOf(path, name), /\bpart(?:="|: ')([\w-]+)/g, /\bactionButton\(\s*'([\w-]+)'/g);
			assert.deepEqual(names(declaration?.cssParts), parts);
		});

		test('slot', () => {
			if (name === 'CandorFeed') return; // It has no shadow root.
			const slots = found(codeOf(path, name), /<slot(?: name="([\w-]+)")?[ >]/g);
			assert.deepEqual(names(declaration?.slots), slots);
		});

		test('event', () => {
			const events = found(codeOf(path, name), /\bnew ((?!Custom)[A-Z]\w+Event)\(/g);
			assert.deepEqual((declaration?.events ?? []).map(({ type }) => type.text).sort(), events);
		});

		test('custom property', () => {
			const sheets = [element.styles ?? element.renderer?.styles ?? []].flat(Number.POSITIVE_INFINITY);
			const missing = found(sheets.join(''), /var\((--candor-[\w-]+)/g).filter(
				(property) => !names(declaration?.cssProperties).includes(property),
			);
			assert.deepEqual(missing, []);
		});
	});
}
