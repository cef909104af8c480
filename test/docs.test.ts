/** The documents say what is so. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { createParser } from 'eventsource-parser';
import { errorCodes } from '../src/model/errors.ts';
import { readFrame } from '../src/model/wire/values.ts';
import { encodeFrame, type Frame } from '../src/model/wire/wire.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const documents = [
	'README.md',
	'CONTRIBUTING.md',
	'bench/README.md',
	...readdirSync('docs', { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

test('the frames in docs/reference/protocol.md are what the server writes and what a reader reads', () => {
	const blocks = [
		...read('docs/reference/protocol.md').matchAll(/```text\/event-stream\n([\s\S]*?)```/g),
	].map(([, block = '']) => block);
	assert.equal(blocks.length, 2);
	const bytes = blocks.join('');
	let again = '';
	const parser = createParser({
		onEvent({ event = '', data }) {
			const frame = readFrame(event, data);
			const given = JSON.parse(data);
			assert.deepEqual(frame?.data, given);
			again += encodeFrame({ name: event, data: given } as Frame);
		},
	});
	parser.feed(bytes);
	assert.equal(again, bytes);
});

test('every link between the documents leads somewhere', () => {
	for (const document of documents)
		for (const [, target = ''] of read(document).matchAll(/\]\(((?!https?:|mailto:|#)[^)#]+)/g))
			assert.ok(existsSync(join(dirname(document), target)), `${document}: ${target}`);
});

test('every error code, every setting and every command is explained', () => {
	for (const code of errorCodes)
		assert.match(read('docs/reference/protocol.md'), new RegExp(`\`${code}\``), code);
	for (const [name] of read('server/config/config.ts').matchAll(/CANDOR_[A-Z_]+/g))
		assert.match(read('docs/reference/environment.md'), new RegExp(`\`${name}\``), name);
	const commands = readdirSync('server/cli/commands').flatMap((file) =>
		[...read(`server/cli/commands/${file}`).matchAll(/\.command\('([a-z]+)/g)].map(([, name = '']) => name),
	);
	assert.ok(commands.includes('open'), 'the commands were found');
	const top = commands.filter(
		(name) => !['set', 'remove', 'create', 'revoke', 'publish', 'discard', 'put', 'use'].includes(name),
	);
	for (const name of top)
		assert.match(read('docs/reference/commands.md'), new RegExp(`candor ${name}\\b`), name);
});

test('every custom property of the elements is in docs/how-to/theming.md', () => {
	const sources = readdirSync('src/elements', { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.ts'),
	);
	for (const source of sources)
		for (const [, name = ''] of read(`src/elements/${source}`).matchAll(/var\((--candor-[a-z-]+)/g))
			if (!name.endsWith('-'))
				assert.ok(read('docs/how-to/theming.md').includes(`\`${name}\``), `${source}: ${name}`);
});

test('what docs/how-to/frameworks.md writes for a framework is in the page that is tested', () => {
	const lines = (text: string) => text.split('\n').map((line) => line.trim());
	const recipes = [...read('docs/how-to/frameworks.md').matchAll(/```\w+ (\S+\.\w+)\n([\s\S]*?)```/g)];
	assert.equal(recipes.length, 5);
	for (const [, path = '', recipe = ''] of recipes) {
		const tested = lines(read(`test/hosts/${path}`));
		for (const line of lines(recipe)) assert.ok(tested.includes(line), `${path}: ${line}`);
	}
});
