/** The OpenAPI document serves generators of clients and of documents, not only readers. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { aFolder } from '../../support/folder.ts';
import { aServer } from '../../support/server.ts';

const require = createRequire(import.meta.url);
const runProgram = promisify(execFile);

interface Operation {
	readonly operationId?: string;
	readonly tags?: readonly string[];
	readonly summary?: string;
	readonly description?: string;
	readonly security?: readonly object[];
	readonly responses: Readonly<Record<string, { readonly headers?: object }>>;
}

async function readDocument(context: { after(act: () => unknown): void }) {
	const { text, body } = await (await aServer(context)).request('/v1/openapi.json');
	const paths = body.paths as Record<string, Record<string, Operation>>;
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
	);
	return { text, body, operations };
}

test('Redocly’s recommended rules report nothing', async (context) => {
	const { text } = await readDocument(context);
	const config = await createConfig({ extends: ['recommended'] });
	const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
	assert.deepEqual(
		problems.map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`),
		[],
	);
	const broken = await lintFromString({
		source: text.replace('"operationId":"openNotice",', ''),
		absoluteRef: '/openapi.json',
		config,
	});
	assert.deepEqual(
		broken.map(({ ruleId }) => ruleId),
		['operation-operationId'],
		'the rules are in force',
	);
});

test('Spectral’s rules for OpenAPI report nothing', async (context) => {
	const { text } = await readDocument(context);
	// CommonJS modules whose types describe other exports than there are.
	const { Spectral } = require('@stoplight/spectral-core');
	const { oas } = require('@stoplight/spectral-rulesets');
	const spectral = new Spectral();
	// There is no address for questions about every installation.
	spectral.setRuleset({ extends: oas, rules: { 'info-contact': 'off' } });
	const problems = async (source: string): Promise<readonly string[]> =>
		(await spectral.run(JSON.parse(source))).map(
			({ code, message, path }: { code: string; message: string; path: string[] }) =>
				`${code}: ${message} (${path.join('.')})`,
		);
	assert.deepEqual(await problems(text), []);
	assert.equal((await problems(text.replace('"tags":["Notices"],', ''))).length, 1, 'the rules are in force');
});

test('every operation has its own id, a tag of the list, a summary and a description', async (context) => {
	const { operations, body } = await readDocument(context);
	const tags = body.tags.map(({ name }: { name: string }) => name);
	const ids = operations.map(({ operationId }) => operationId);
	assert.equal(new Set(ids).size, ids.length, 'no id is there twice');
	for (const { name, operationId, tags: own = [], summary, description } of operations) {
		assert.match(operationId ?? '', /^[a-z][A-Za-z]+$/, name);
		assert.deepEqual(
			own.map((tag) => tags.includes(tag)),
			[true],
			name,
		);
		assert.ok(summary && description && summary !== description, name);
	}
});

test('a public operation says so, and each operation names the headers of its responses', async (context) => {
	const { operations } = await readDocument(context);
	const headersOf = (operation: Operation, status: string) =>
		Object.keys(operation.responses[status]?.headers ?? {});
	for (const operation of operations) {
		const { name, security, responses } = operation;
		assert.ok(Array.isArray(security), `${name} names its security, or none`);
		assert.deepEqual(headersOf(operation, '4XX'), ['Retry-After', 'X-Request-Id'], name);
		assert.deepEqual(headersOf(operation, '5XX'), ['Retry-After', 'X-Request-Id'], name);
		const [method, path = ''] = name.split(' ');
		if (
			method === 'get' ||
			/^\/v1\/(?:tokens|reports|counts|session|drills|alerts|alert-sources|alert-rule-test|channels|claim-keys|subscribers|push|assistant|slack)/.test(
				path,
			)
		)
			continue;
		for (const status of Object.keys(responses).filter((each) => /^2\d\d$/.test(each)))
			assert.ok(headersOf(operation, status).includes('Idempotency-Replayed'), `${name} ${status}`);
	}
	const find = (id: string) => operations.find(({ operationId }) => operationId === id) as Operation;
	const always = 'X-Request-Id';
	assert.deepEqual(headersOf(find('openNotice'), '201'), [
		'ETag',
		'Location',
		'Idempotency-Replayed',
		always,
	]);
	assert.deepEqual(headersOf(find('getNotice'), '200'), ['ETag', always]);
	assert.deepEqual(headersOf(find('getNotice'), '304'), ['ETag', always]);
});

test('no field has a default that a generator would take for a value that is always there', async (context) => {
	const { body } = await readDocument(context);
	const found: string[] = [];
	const search = (value: unknown, path: string): void => {
		if (typeof value !== 'object' || value === null) return;
		const { properties } = value as { readonly properties?: Record<string, object> };
		for (const [name, field] of Object.entries(properties ?? {}))
			if ('default' in field) found.push(`${path}.${name}`);
		for (const [key, item] of Object.entries(value)) search(item, `${path}.${key}`);
	};
	search(body.components.schemas, '');
	assert.deepEqual(found, []);
	assert.match(body.components.schemas.OpenNotice.properties.kind.description, /Default: `"incident"`/);
});

/** Of a client whose types are made by openapi-typescript. */
const client = `
import type { components, operations, paths } from './candor.ts';

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never;
type OpenNotice = Json<NonNullable<operations['openNotice']['requestBody']>>;
type Opened = Json<operations['openNotice']['responses'][201]>;

export async function open(url: string, token: string, notice: OpenNotice): Promise<Opened> {
	const path: keyof paths = '/v1/notices';
	const response = await fetch(url + path, {
		method: 'POST',
		headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/json' },
		body: JSON.stringify(notice),
	});
	if (response.ok) return response.json();
	const problem: components['schemas']['Problem'] = await response.json();
	throw new Error(problem.detail);
}

const opened = await open('https://status.example.com', 'token', { title: 'Checkout fails', impact: 'major' });
export const words: string[] = [opened.id, opened.title, opened.phase];
export const remedy: components['schemas']['PutRemedy']['audience'] = { routes: ['/checkout'] };
`;

test('a client that openapi-typescript makes compiles with a title and an impact alone', async (context) => {
	const { text } = await readDocument(context);
	const folder = await aFolder(context);
	await writeFile(join(folder, 'openapi.json'), text);
	const program = 'tools/openapi-types/node_modules/openapi-typescript/bin/cli.js';
	await runProgram(process.execPath, [
		program,
		join(folder, 'openapi.json'),
		'-o',
		join(folder, 'candor.ts'),
	]);
	const compile = async (source: string): Promise<string> => {
		await writeFile(join(folder, 'client.ts'), source);
		const options = [
			'--noEmit',
			'--ignoreConfig',
			'--strict',
			'--exactOptionalPropertyTypes',
			'--target',
			'es2022',
			'--module',
			'esnext',
		];
		const more = [
			'--lib',
			'es2022,dom',
			'--types',
			'',
			'--allowImportingTsExtensions',
			'--moduleDetection',
			'force',
		];
		const tsc = ['node_modules/typescript/bin/tsc', ...options, ...more, join(folder, 'client.ts')];
		return runProgram(process.execPath, tsc).then(
			() => '',
			({ stdout }: { stdout: string }) => stdout,
		);
	};
	assert.equal(await compile(client), '');
	assert.match(await compile(client.replace("impact: 'major'", "impact: 'huge'")), /error TS2322/);
});
