/** `candor apply`: a file becomes the page, its components and templates. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Io } from '../../../server/cli/io.ts';
import { type Result, runCli, startServer, type TestServer, token } from './harness.ts';

const file = `# The page of the shop
page:
  name: Example Shop
  supportUrl: https://example.com/help
groups: [Shop]
components:
  - id: website
    name: Website
  - id: checkout
    name: Checkout
    group: Shop
templates:
  - id: ours
    name: Slow, in our words
    kind: incident
    title: "{service} is slow"
    variables:
      service: {label: The service}
    bodies:
      investigating: We look at {service}.
`;

interface Candor extends TestServer {
	/** Runs `candor apply` with files of these names. */
	apply(files: Readonly<Record<string, string>>, argv: readonly string[], io?: Partial<Io>): Promise<Result>;
	commits(): Promise<number>;
}

async function aCandor(context: TestContext): Promise<Candor> {
	const server = await startServer(context);
	return Object.assign(server, {
		apply: (files: Readonly<Record<string, string>>, argv: readonly string[], io: Partial<Io> = {}) =>
			runCli(['apply', ...argv], {
				url: server.url,
				clock: server.clock,
				io: {
					readFile: async (path: string) => {
						const text = files[path];
						if (text !== undefined) return text;
						throw Object.assign(new Error('none'), { code: 'ENOENT' });
					},
					...io,
				},
			}),
		commits: async () => (await server.candor('log', '--json')).out.split('\n').filter(Boolean).length,
	});
}

test('a file is applied as one commit, and applying it twice commits nothing', async (context) => {
	const server = await aCandor(context);
	const files = { 'status.yaml': file };
	const dry = await server.apply(files, ['-f', 'status.yaml', '--dry-run']);
	assert.equal(dry.code, 9, dry.err);
	assert.equal(dry.err, '');
	assert.match(
		dry.out,
		/^\+ page: "Example Shop"\n\+ component website: "Website"\n\+ component checkout: "Checkout" in "Shop"\n\+ template ours: "Slow, in our words"\n\nNothing was changed\. This would be: 4 added\.\n$/,
	);
	assert.equal(await server.commits(), 0);
	const first = await server.apply(files, ['-f', 'status.yaml']);
	assert.equal(first.code, 0, first.err);
	assert.match(first.out, /Applied: 4 added\.\n$/);
	const again = await server.apply(files, ['-f', 'status.yaml']);
	assert.deepEqual([again.code, again.out], [0, 'Nothing differs.\n']);
	assert.equal((await server.apply(files, ['-f', 'status.yaml', '--dry-run'])).code, 0);
	assert.equal(await server.commits(), 1);
});

test('what is printed is a file, and applying it changes nothing', async (context) => {
	const server = await aCandor(context);
	await server.candor('templates', 'put', 'copied', '--copy', 'maintenance');
	await server.candor(
		'components',
		'set',
		'checkout',
		'--name',
		'Checkout: 1',
		'--position',
		'7',
		'--status',
		'degraded',
	);
	await server.candor(
		'components',
		'set',
		'api',
		'--name',
		'yes',
		'--group',
		'Für "Entwickler"',
		'--position',
		'7',
	);
	await server.candor('components', 'set', 'old', '--name', '1.10', '--group', '- none', '--position', '3');
	await server.candor('page', 'set', '--name', 'Shop: ✓', '--subscribe', 'email=https://example.com/s');
	const before = await server.commits();
	const printed = await server.apply({}, ['--print']);
	assert.equal(printed.code, 0, printed.err);
	assert.match(printed.out, /name: "yes"|name: 'yes'/);
	assert.doesNotMatch(printed.out, /null|status:|position:/);
	assert.ok(!printed.out.includes(token), 'a file has no secret');
	for (const argv of [
		['-f', '-'],
		['-f', '-', '--prune', '--yes'],
	]) {
		const { code, out, err } = await server.apply({}, argv, { readStdin: async () => printed.out });
		assert.deepEqual([code, out], [0, 'Nothing differs.\n'], err);
	}
	// The same as JSON, which is YAML.
	const { seq: _, ...fields } = JSON.parse((await server.apply({}, ['--print', '--json'])).out);
	const asJson = await server.apply({ 'a.json': JSON.stringify(fields) }, ['-f', 'a.json']);
	assert.equal(asJson.out, 'Nothing differs.\n', asJson.err);
	assert.equal(await server.commits(), before);
});

test('a changed file shows each value that differs, also one inside a template', async (context) => {
	const server = await aCandor(context);
	await server.apply({ a: file }, ['-f', 'a']);
	const changed = file
		.replace('We look at', 'We are looking at')
		.replace('https://example.com/help', 'https://example.com/support')
		.replace('    group: Shop\n', '');
	const { code, out } = await server.apply({ a: changed }, ['-f', 'a', '--dry-run']);
	assert.equal(code, 9);
	assert.equal(
		out,
		[
			'~ page',
			'    supportUrl: "https://example.com/help" → "https://example.com/support"',
			'~ component checkout',
			'    group: "Shop" → none',
			'~ template ours',
			'    bodies.investigating: "We look at {service}." → "We are looking at {service}."',
			'',
			'Nothing was changed. This would be: 3 changed.',
			'',
		].join('\n'),
	);
});

test('several documents and files are one configuration', async (context) => {
	const server = await aCandor(context);
	const components = 'components:\n  - {id: a, name: A}\n---\n---\ncomponents:\n  - {id: b, name: B}\n';
	const { code, err } = await server.apply(
		{ 'page.yaml': 'page: {name: Shop}\n', 'components.yaml': components },
		['-f', 'page.yaml', '-f', 'components.yaml'],
	);
	assert.equal(code, 0, err);
	const { components: list } = await server.json('components');
	assert.deepEqual(
		(list as { id: string }[]).map(({ id }) => id),
		['a', 'b'],
	);
	assert.equal(await server.commits(), 1);
});

test('each mistake is named with its file, line and column, and nothing is sent', async (context) => {
	const server = await aCandor(context);
	const cases: readonly (readonly [text: string, message: RegExp])[] = [
		[
			'page:\n  nme: Shop\n',
			/line 1, column 1: page\.name: This is missing[\s\S]*line 2, column 3: page\.nme: There is no such key\. Did you mean "name"\?/,
		],
		['compnents: []\n', /line 1, column 1: compnents: There is no such key\. Did you mean "components"\?/],
		[
			'components:\n  - id: a\n    name: 1.10\n',
			/line 3, column 5: components\.0\.name: Write a text here\. Put it in quotes\./,
		],
		['components:\n  - id: a\n    name: A\n    status: degraded\n', /line 4, column 5: .*operators set it/],
		['components:\n  - id: a\n    name: A\n    position: 3\n', /The order of the list decides/],
		[
			'components:\n  - id: a\n    name: A\n---\ncomponents:\n  - id: b\n    name: B\n  - name: C\n    id: a\n',
			/line 9, column 5: components\.1\.id: The id "a" is in the list twice/,
		],
		['page: {name: A}\n---\n# two\npage: {name: B}\n', /line 4, column 1: page: There are two pages/],
		['page:\n  name: A\n  name: B\n', /line 3, column 3: This key is there twice/],
		['page: [\n', /line 2, column 1: This is not YAML/],
		['page:\n\tname: A\n', /line 2, column \d: .*(tab|not YAML)/],
		['page: !!js/function "x"\n', /line 1, column 7: This tag is not known/],
		['page: *nothing\n', /line 1, column \d: An alias names something that does not come before it/],
		['page: &a {name: *a}\n', /is inside what it names/],
		['a shop\n', /line 1, column 1: Write an object here/],
		['', /nothing to apply/],
		['# nothing\n---\n', /nothing to apply/],
		[`components:\n${'  - {id: A, name: A}\n'.repeat(30)}`, /and \d+ more\./],
		[
			'templates:\n  - id: t\n    name: T\n    kind: incdent\n    title: T\n    bodies: {}\n',
			/line 4, column 5: templates\.0\.kind: Use one of incident/,
		],
		[
			'templates:\n  - id: t\n    name: T\n    kind: incident\n    title: T\n    bodies: {}\n    translations:\n      de: {titel: T}\n',
			/line 8, column 12: templates\.0\.translations\.de\.titel: There is no such key\. Did you mean "title"\?/,
		],
	];
	for (const [text, message] of cases) {
		const { code, out, err } = await server.apply({ 'status.yaml': text }, ['-f', 'status.yaml']);
		assert.match(err, message, text);
		assert.deepEqual([code, out], [2, ''], text);
	}
	assert.match((await server.apply({}, ['-f', 'none.yaml'])).err, /"none\.yaml" cannot be read \(ENOENT\)/);
	assert.match((await server.apply({}, [])).err, /Name the file with -f/);
	assert.match((await server.apply({ a: file }, ['-f', 'a', '--print'])).err, /Remove one of them/);
	assert.equal(await server.commits(), 0);
});

test('what only the server can refuse has its place too, and a refusal changes nothing', async (context) => {
	const server = await aCandor(context);
	const first = 'templates:\n  - {id: t, name: T, kind: incident, title: T, bodies: {resolved: Done.}}\n';
	const text = `page: {name: Shop}\n---\n${file.slice(file.indexOf('templates:'))}`.replace(
		'{service}.',
		'{servce}.',
	);
	const { code, err } = await server.apply({ a: first, b: text }, ['-f', 'a', '-f', 'b']);
	assert.equal(code, 1);
	assert.match(
		err,
		/The file "b", line 11, column 7: templates\.0\.bodies\.investigating: This uses \{servce\}/,
	);
	const group = await server.apply({ a: file.replace('group: Shop', 'group: Shpo') }, ['-f', 'a']);
	assert.match(
		group.err,
		/line 11, column 5: components\.1\.group: "Shpo" is not in the list "groups"\. Did you mean "Shop"\?/,
	);
	assert.equal(await server.commits(), 0);
});

test('files that are made to exhaust the memory or the stack are refused at once', async (context) => {
	const server = await aCandor(context);
	const levels = 'abcdefghi'.split('');
	const bomb = levels
		.map((name, index) => {
			const before = levels[index - 1];
			return `${name}: &${name} [${before === undefined ? 'x' : Array(9).fill(`*${before}`).join(', ')}]`;
		})
		.join('\n');
	for (const [text, message] of [
		[bomb, /too many aliases/],
		['['.repeat(100_000), /nested too deeply/],
		[`page: ${'{a: '.repeat(50_000)}`, /line 1, column \d+: This is nested too deeply/],
		[
			Array.from({ length: 1_000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
			/nested too deeply|not YAML/,
		],
		['- '.repeat(5_000), /nested too deeply/],
		['? '.repeat(5_000), /nested too deeply/],
		[`page: {name: "${'x'.repeat(1024 * 1024)}"}`, /longer than 1 MiB/],
	] as const) {
		const { code, err } = await server.apply({ a: text }, ['-f', 'a']);
		assert.equal(code, 2);
		assert.match(err, message);
	}
	// What looks like brackets inside a text is none.
	const brackets = `page: {name: Shop}\ntemplates:\n  - id: t\n    name: T\n    kind: incident\n    title: T\n    bodies:\n      resolved: |\n        ${'['.repeat(500)}\n`;
	const { code, err } = await server.apply({ a: brackets }, ['-f', 'a']);
	assert.equal(code, 0, err);
});

test('--prune asks on a terminal, needs --yes elsewhere, and keeps what open notices name', async (context) => {
	const server = await aCandor(context);
	await server.apply({ a: file }, ['-f', 'a']);
	const smaller = file.replace(/ {2}- id: website\n.*\n/, '').replace(/templates:[\s\S]*/, 'templates: []\n');
	const argv = ['-f', 'a', '--prune'];
	const kept = await server.apply({ a: smaller }, ['-f', 'a']);
	assert.equal(kept.out, 'Nothing differs.\n');
	const unasked = await server.apply({ a: smaller }, argv);
	assert.equal(unasked.code, 2);
	assert.match(unasked.err, /This removes: component website, template ours\. Add --yes/);
	const questions: string[] = [];
	const answering = (answer: string): Partial<Io> => ({
		ask: async (question) => {
			questions.push(question);
			return answer;
		},
	});
	assert.equal((await server.apply({ a: smaller }, argv, answering('n'))).code, 2);
	assert.match(
		questions[0] ?? '',
		/This removes: component website, template ours\.\nRemove them\? \[y\/N\] /,
	);
	assert.equal(await server.commits(), 1);
	await server.candor('open', 'The website is down', '--id', 'down', '--component', 'website');
	const inUse = await server.apply({ a: smaller }, [...argv, '--yes']);
	assert.equal(inUse.code, 6, inUse.err);
	assert.match(inUse.err, /Open notices name the component "website": "The website is down" \(down\)/);
	await server.candor('resolve', 'down');
	const dry = await server.apply({ a: smaller }, [...argv, '--dry-run']);
	assert.equal(dry.code, 9, 'a dry run needs no answer');
	assert.match(dry.out, /^- component website: "Website"\n- template ours: "Slow, in our words"\n/);
	const done = await server.apply({ a: smaller }, argv, answering('y'));
	assert.equal(done.code, 0, done.err);
	assert.match(done.out, /Applied: 2 removed\.\n$/);
	// Without the sections there is nothing to prune.
	const page = await server.apply(
		{ a: 'page: {name: Example Shop, supportUrl: "https://example.com/help"}' },
		[...argv, '--yes'],
	);
	assert.equal(page.out, 'Nothing differs.\n', page.err);
});

test('a change in between is shown, and neither is lost', async (context) => {
	const server = await aCandor(context);
	await server.apply({ a: file }, ['-f', 'a']);
	let isChanged = false;
	server.fault = (request) => {
		if (request.method === 'PUT' && request.url === '/v1/configuration' && !isChanged) {
			isChanged = true;
			// The command has read the configuration. Now another operator is faster.
			request.pause();
			void server.candor('components', 'set', 'checkout', '--name', 'Pay').then(() => {
				request.resume();
				server.handler(request, responses.get(request) as never);
			});
			return true;
		}
		return false;
	};
	const responses = new WeakMap<object, unknown>();
	const fault = server.fault;
	server.fault = (request, response) => {
		responses.set(request, response);
		return fault(request, response);
	};
	const changed = file.replace('Example Shop', 'New Shop');
	const { code, err } = await server.apply({ a: changed }, ['-f', 'a']);
	assert.equal(code, 6, err);
	assert.match(err, /Another command changed this a moment ago\. Nothing was changed by yours\./);
	assert.match(err, /components\.checkout\.name: "Checkout" is now "Pay"/);
	assert.equal((await server.json('page')).name, 'Example Shop');
	const { components } = await server.json('components');
	assert.ok((components as { name: string }[]).some(({ name }) => name === 'Pay'));
});

test('--json prints one document, and --schema the schema of the file', async (context) => {
	const server = await aCandor(context);
	const applied = await server.apply({ a: file }, ['-f', 'a', '--json']);
	assert.equal(JSON.parse(applied.out).changed, true);
	assert.equal(JSON.parse((await server.apply({ a: file }, ['-f', 'a', '--json'])).out).changed, false);
	const dry = await server.apply({ a: file.replace('Shop]', 'Shop, New]') }, [
		'-f',
		'a',
		'--json',
		'--dry-run',
	]);
	assert.deepEqual([dry.code, JSON.parse(dry.out).changes], [0, []]);
	const { out } = await runCli(['apply', '--schema'], { url: 'http://127.0.0.1:9' });
	const schema = JSON.parse(out);
	assert.deepEqual(Object.keys(schema.properties), ['page', 'groups', 'components', 'templates', 'rules']);
	assert.deepEqual(schema.properties.components.items.required, ['id', 'name']);
	assert.equal(schema.additionalProperties, false);
});

test('a responder may look and not apply, and an older server is named', async (context) => {
	const server = await aCandor(context);
	const { token: secret } = await server.json('token', 'create', 'R', '--role', 'responder');
	const run = (argv: readonly string[]) =>
		runCli(['apply', ...argv], {
			url: server.url,
			environment: { CANDOR_TOKEN: String(secret) },
			io: { readFile: async () => file },
		});
	assert.equal((await run(['--print'])).code, 0);
	const refused = await run(['-f', 'a']);
	assert.equal(refused.code, 4, refused.err);
	server.fault = (request, response) => {
		if (!request.url?.startsWith('/v1/configuration')) return false;
		response.writeHead(404, { 'content-type': 'application/problem+json' });
		response.end(JSON.stringify({ code: 'not-found', detail: 'Nothing exists at this address.' }));
		return true;
	};
	assert.match((await server.apply({ a: file }, ['-f', 'a'])).err, /too old for "candor apply"/);
});

const ruleFile = `rules:
  - id: checkout-errors
    name: Errors of the checkout
    match:
      - {label: alertname, op: "=", value: CheckoutErrors}
    components: [checkout]
    title: Some payments fail
    groupBy: []
`;

test('rules about alerts are part of the file, and may name what the file adds', async (context) => {
	const server = await aCandor(context);
	const files = { all: `${file}${ruleFile}`, rules: ruleFile, none: 'rules: []' };
	const refused = await server.apply(files, ['-f', 'rules']);
	assert.equal(refused.code, 1, refused.err);
	assert.match(refused.err, /line 6, column \d+: rules\.0\.components\.0: There is no component "checkout"/);
	const dry = await server.apply(files, ['-f', 'all', '--dry-run']);
	assert.match(dry.out, /\+ rule checkout-errors: "Errors of the checkout"/);
	const done = await server.apply(files, ['-f', 'all']);
	assert.equal(done.code, 0, done.err);
	const commits = await server.commits();
	assert.match((await server.apply(files, ['-f', 'all'])).out, /^Nothing differs\./);
	const printed = (await server.apply(files, ['--print'])).out;
	assert.match(printed, /^ {4}groupBy: \[\]$/m);
	assert.match((await server.apply({ printed }, ['-f', 'printed'])).out, /^Nothing differs\./);
	assert.equal(await server.commits(), commits, 'applying it twice commits nothing');
	const drift = await server.apply({ other: ruleFile.replace('Some', 'Many') }, ['-f', 'other', '--dry-run']);
	assert.equal(drift.code, 9);
	assert.match(drift.out, /~ rule checkout-errors\n {4}title: "Some payments fail" → "Many payments fail"/);
	const other = ruleFile.replace('    title', '    body: <b>x</b>\n    title');
	const markup = await server.apply({ other }, ['-f', 'other']);
	assert.match(markup.err, /line 7, column \d+: rules\.0\.body: /);
	assert.match((await server.apply(files, ['-f', 'none'])).out, /^Nothing differs\./);
	const pruned = await server.apply(files, ['-f', 'none', '--prune', '--yes']);
	assert.match(pruned.out, /- rule checkout-errors: "Errors of the checkout"/, pruned.err);
	assert.deepEqual((await server.json('rules', 'list')).rules, []);
});
