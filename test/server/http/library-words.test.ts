/** No refusal of a query or a body has the words of a library: every kind of mistake, everywhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, aServer } from '../../support/server.ts';
import { isStream } from './streams.ts';

const libraryWords =
	/Invalid|[Ee]xpected|received|Too (?:big|small)|Unrecogni[sz]ed|[<>]=|NaN|undefined|\bregex\b|\bpattern\b|must match|instanceof|zod/;

/** A value of each kind, and some that are too long, too large or too deep. */
const wrongValues: readonly unknown[] = [
	...[
		null,
		true,
		5,
		-1,
		1.5,
		1e300,
		'',
		' ',
		'x'.repeat(30_000),
		'\u0000',
		'2030-13-45',
		'not a url',
		'../x',
	],
	...[[], [null], [5], Array(300).fill('x'), Array(300).fill({}), {}, { x: 1 }, { type: 'x' }, [[[[]]]]],
];
const wrongTexts = ['', 'x', '-1', '0', '1.5', '1e9', '9'.repeat(40), 'x'.repeat(3_000), '2030-13-45', '%00'];

interface Schema {
	readonly $ref?: string;
	readonly properties?: Record<string, Schema>;
	readonly allOf?: readonly Schema[];
}
interface Operation {
	readonly parameters?: readonly { readonly name: string; readonly in: string }[];
	readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
}

test('no refusal of any query or body of the API has the words of a library', async (context) => {
	const { request, write } = await aServer(context, { reports: {} });
	const { paths, components } = (await request('/v1/openapi.json')).body as {
		paths: Record<string, Record<string, Operation>>;
		components: { schemas: Record<string, Schema> };
	};
	const resolve = (schema: Schema): Schema =>
		schema.$ref ? (components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
	let refusals = 0;
	const check = (what: string, { status, body, text }: Answer): void => {
		assert.ok(status < 500, `${what}: ${status} ${text}`);
		if (status !== 422 && status !== 400) return;
		refusals += 1;
		const sentences = [
			body.detail,
			...(body.issues ?? []).map(({ message }: { message: string }) => message),
		];
		for (const sentence of sentences) {
			// What the operator sent may be quoted.
			const ours = sentence.replace(/"[^"]*"/g, '');
			assert.doesNotMatch(ours, libraryWords, what);
			assert.match(ours, /[.!?)]$/, `${what}: a sentence`);
		}
	};
	for (const [path, operations] of Object.entries(paths))
		for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
			if (isStream(path)) continue;
			const address = path.replaceAll(/\{\w+\}/g, 'x');
			const send = (query: string, body?: unknown) =>
				write(method.toUpperCase(), `${address}${query}`, method === 'get' ? undefined : body);
			for (const { name } of parameters.filter((each) => each.in === 'query'))
				for (const text of wrongTexts)
					check(
						`${method} ${path}?${name}=${text.slice(0, 20)}`,
						await send(`?${name}=${encodeURIComponent(text)}`, {}),
					);
			const schema = requestBody?.content['application/json']?.schema;
			if (!schema) continue;
			const { properties = {} } = resolve(schema);
			for (const value of wrongValues) {
				const shown = JSON.stringify(value).slice(0, 30);
				check(`${method} ${path} ${shown}`, await send('', value));
				// All fields at once: each has an issue of its own.
				const fields = Object.fromEntries(Object.keys(properties).map((name) => [name, value]));
				check(`${method} ${path} fields ${shown}`, await send('', fields));
			}
		}
	assert.ok(refusals > 300, `${refusals} refusals were read`);
});
