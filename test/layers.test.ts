/** The layers of docs/architecture.md are no agreement between people: an import that crosses them does not compile. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

const forbidden = [
	{ layer: 'src/model', what: 'the page', code: 'export const x = document.title;', says: /'document'/ },
	{ layer: 'src/model', what: 'the process', code: 'export const x = process.pid;', says: /'process'/ },
	{ layer: 'src/model', what: "Node's modules", code: "import 'node:fs';", says: /'node:fs'/ },
	{ layer: 'src/model', what: 'the client', code: "import '../client/index.ts';", says: /src\/client/ },
	{ layer: 'src/client', what: 'Lit', code: "import 'lit';", says: /src\/elements/ },
	{
		layer: 'src/client',
		what: 'a part of Lit',
		code: "import '@lit/reactive-element';",
		says: /src\/elements/,
	},
	{
		layer: 'src/client',
		what: 'the elements',
		code: "import '../elements/shared/dismiss-event.ts';",
		says: /src\/elements/,
	},
	{ layer: 'src/client', what: 'the server', code: "import '../../server/index.ts';", says: /server\/index/ },
	{ layer: 'src/counts', what: 'Lit', code: "import 'lit';", says: /src\/elements/ },
	{ layer: 'src/reachability', what: 'Lit', code: "import 'lit';", says: /src\/elements/ },
	{
		layer: 'src/reachability',
		what: 'the elements',
		code: "import '../elements/shared/dismiss-event.ts';",
		says: /src\/elements/,
	},
	{
		layer: 'src/service-worker',
		what: 'the page',
		code: 'export const x = document.title;',
		says: /'document'/,
	},
	{
		layer: 'src/service-worker',
		what: 'the client',
		code: "import '../client/index.ts';",
		says: /src\/client/,
	},
	{
		layer: 'src/service-worker/page',
		what: 'the client',
		code: "import '../../client/index.ts';",
		says: /src\/client/,
	},
	{
		layer: 'src/elements',
		what: 'the server',
		code: "import '../../server/index.ts';",
		says: /server\/index/,
	},
	{
		layer: 'src/elements',
		what: 'the console',
		code: "import '../console/shell/router.ts';",
		says: /src\/console/,
	},
	{
		layer: 'src/console',
		what: 'the server',
		code: "import '../../server/index.ts';",
		says: /server\/index/,
	},
	{
		layer: 'server/core',
		what: 'the client',
		code: "import '../../src/client/index.ts';",
		says: /src\/client/,
	},
	{
		layer: 'server/core',
		what: 'streaming',
		code: "import '../streaming/stream-service.ts';",
		says: /server\/streaming/,
	},
	{
		layer: 'server/streaming',
		what: 'the routes',
		code: "import '../http/app.ts';",
		says: /server\/http/,
	},
	{
		layer: 'server/http',
		what: 'the connectors',
		code: "import '../connectors/mirror/files.ts';",
		says: /server\/connectors/,
	},
	{
		layer: 'server/site',
		what: 'the connectors',
		code: "import '../connectors/mirror/files.ts';",
		says: /server\/connectors/,
	},
	{
		layer: 'server/site',
		what: 'the elements',
		code: "import '../../src/elements/shared/dismiss-event.ts';",
		says: /src\/elements/,
	},
	{
		layer: 'server/http',
		what: 'the site',
		code: "import '../site/routes.ts';",
		says: /server\/site/,
	},
	{
		layer: 'server/connectors',
		what: 'the command line',
		code: "import '../cli/exit-codes.ts';",
		says: /server\/cli/,
	},
	{
		layer: 'server/http',
		what: 'the console',
		code: "import '../../src/console/shell/router.ts';",
		says: /src\/console/,
	},
	{
		layer: 'server/http',
		what: 'the elements',
		code: "import '../../src/elements/shared/dismiss-event.ts';",
		says: /src\/elements/,
	},
];

let copy: string;

before(() => {
	copy = mkdtempSync(join(tmpdir(), 'candor-layers-'));
	for (const part of ['package.json', 'tsconfig.base.json', 'src', 'server'])
		cpSync(part, join(copy, part), { recursive: true });
	symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'), 'junction');
});
after(() => rmSync(copy, { recursive: true, force: true }));

function compile(...layers: string[]) {
	const compiler = 'node_modules/typescript/bin/tsc';
	const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', ...layers], {
		cwd: copy,
		encoding: 'utf8',
	});
	return { status, errors: stdout };
}

test('the tree as it is compiles', () => {
	assert.deepEqual(compile('src/entries', 'src/service-worker', 'src/console', 'server/cli'), {
		status: 0,
		errors: '',
	});
});

/** The compiler reports each forbidden file once, so a second import of the same file needs another run. */
const rounds = new Map<string, (typeof forbidden)[number][]>();
for (const each of forbidden) {
	const isLike = ({ says }: typeof each) => String(says) === String(each.says);
	let round = 0;
	while (rounds.get(`${each.layer} ${round}`)?.some(isLike)) round += 1;
	const key = `${each.layer} ${round}`;
	rounds.set(key, [...(rounds.get(key) ?? []), each]);
}

for (const cases of rounds.values()) {
	const layer = cases[0]?.layer as string;
	describe(`${layer} cannot use`, () => {
		const nameOf = (index: number): string => `forbidden-${index}.ts`;
		let errors: readonly string[];

		before(() => {
			const files = cases.map((_, index) => join(copy, layer, nameOf(index)));
			for (const [index, { code }] of cases.entries()) writeFileSync(files[index] as string, `${code}\n`);
			errors = compile(layer).errors.split('\n');
			for (const file of files) rmSync(file);
		});

		for (const [index, { what, says }] of cases.entries())
			test(what, () => {
				const lines = errors.filter((line) => line.startsWith(`${layer}/${nameOf(index)}`));
				assert.ok(
					lines.some((line) => says.test(line)),
					`No error about it:\n${errors.join('\n')}`,
				);
			});
	});
}
