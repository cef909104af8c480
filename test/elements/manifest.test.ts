/** custom-elements.json leaves out nothing that a page may use of an element, and names nothing that is not there. */
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
	readonly look?: { readonly styles: string };
}

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
	modules: { declarations: Declaration[] }[];
};
const declarations = modules.flatMap((module) => module.declarations);
const elements = Object.entries(classes).filter(([name]) => name.startsWith('Candor'));

const names = (list: readonly Named[] | undefined): string[] => (list ?? []).map(({ name }) => name).sort();
/** What the patterns find, once each. */
const found = (code: string, ...patterns: readonly RegExp[]): string[] =>
	[
		...new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name))),
	].sort();

/** The source of a class, with those of our own that it extends. */
function sourceOf(path: string): string {
	const source = readFileSync(path, 'utf8');
	const [, parent] = / extends (\w+)/.exec(source) ?? [];
	const [, from] = new RegExp(`import \\{ ${parent} \\} from '(\\.[^']+)'`).exec(source) ?? [];
	return from ? source + sourceOf(join(dirname(path), from)) : source;
}

test('every element is described, and the class of each of its events', () => {
	const events = declarations.flatMap((each) => (each.events ?? []).map(({ type }) => type.text));
	assert.deepEqual(names(declarations), [...elements.map(([name]) => name), ...events].sort());
});

for (const [name, element] of elements as unknown as readonly [string, ElementClass][]) {
	const declaration = declarations.find((each) => each.name === name);
	const path = `src/elements/${declaration?.tagName}.ts`;

	describe(`${declaration?.tagName} is described with all of its`, () => {
		test('attributes', () => {
			assert.deepEqual(names(declaration?.attributes), [...element.observedAttributes].sort());
		});

		test('public properties, and no others', () => {
			// A line that begins with `protected`, `static` or a name with `#` is none.
			const properties = found(sourceOf(path), /^\t(?:(?:declare|readonly|get) )+(\w+)/gm);
			assert.deepEqual(names(declaration?.members), properties);
		});

		test('parts', () => {
			const parts = found(codeOf(path, name), /\bpart(?:="|: ')([\w-]+)/g, /\bpressButton\(\s*'([\w-]+)'/g);
			assert.deepEqual(names(declaration?.cssParts), parts);
		});

		test('slots', () => {
			if (name === 'CandorFeed') return; // It has no shadow root: its content stays where it is.
			const slots = found(codeOf(path, name), /<slot(?: name="([\w-]+)")?[ >]/g);
			assert.deepEqual(names(declaration?.slots), slots);
		});

		test('events', () => {
			const events = found(codeOf(path, name), /\bnew ((?!Custom)[A-Z]\w+Event)\(/g);
			assert.deepEqual((declaration?.events ?? []).map(({ type }) => type.text).sort(), events);
		});

		test('custom properties', () => {
			const sheets = [element.styles ?? element.look?.styles ?? []].flat(Number.POSITIVE_INFINITY);
			const missing = found(sheets.join(''), /var\((--candor-[\w-]+)/g).filter(
				(property) => !names(declaration?.cssProperties).includes(property),
			);
			assert.deepEqual(missing, []);
		});
	});
}
