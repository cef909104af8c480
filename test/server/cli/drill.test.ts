/** `candor drill` against a real server, with its real API. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { scenarioNames } from '../../../server/drills/shipped-scenarios.ts';
import { fastClock } from '../../support/fast-clock.ts';
import { runCli, startServer } from './harness.ts';

/** The server plays scenarios by its own clock, so it has one that runs, a hundred times faster. */
async function aServer(context: TestContext) {
	const clock = fastClock(100);
	const server = await startServer(context, { clock });
	const run = (io: object, ...argv: string[]) =>
		runCli(['drill', 'run', ...argv], {
			...{ url: server.url, io: { sleep: async () => delay(5), now: clock.now, ...io } },
		});
	return { ...server, run };
}

const file = `
title: A short one
purpose: To practise.
components:
  - { id: zebra, name: Zebra }
steps:
  - at: 0s
    alert: { title: An alert }
  - at: 1m
    open: { id: down, title: Zebra is down, impact: major, affected: [{ component: zebra, status: major-outage }] }
  - at: 2m
    resolve: { notice: down, body: It works again. }
`;

test('every scenario of the package can be played to its end, and nothing of it is public', async (context) => {
	const { run, candor, json } = await aServer(context);
	for (const name of scenarioNames) {
		const { code, out, err } = await run({}, name, '--speed', '1000');
		assert.equal(code, 0, err);
		assert.match(err, /postmortem: /, 'the last step is printed too');
		assert.match(err, /Drill n\d+ has started: .+, 1000 times faster/);
		assert.match(out, /Time to the first notice/);
		assert.match(out, /with a post-mortem 1, 1|with a post-mortem 2, 1/);
	}
	const { drills } = await json('drill', 'list');
	assert.equal((drills as unknown[]).length, scenarioNames.length);
	assert.deepEqual((await json('list')).notices, []);
	assert.deepEqual((await json('components')).components, []);
	assert.match((await candor('drill', 'list')).out, /Next drill: by /);
});

test('a scenario of the operator’s own is YAML or JSON, and a wrong one starts nothing', async (context) => {
	const { run: runIn, json } = await aServer(context);
	const files: Record<string, string> = {
		'short.yaml': file,
		'tabs.yaml': 'title:\n\t- x: [',
		'typing-error.yaml': file.replace('purpose', 'purpos'),
		'refused.yaml': file.replace('impact: major', 'impact: huge'),
	};
	const readFile = async (path: string): Promise<string> => {
		const text = files[path];
		if (text !== undefined) return text;
		throw Object.assign(new Error('none'), { code: 'ENOENT' });
	};
	const run = (...argv: string[]) => runIn({ readFile }, ...argv);
	for (const [path, sentence] of [
		['none.yaml', /cannot be read \(ENOENT\)/],
		['tabs.yaml', /The scenario "tabs\.yaml", line 2, column 1: This line is indented with a tab/],
		['typing-error.yaml', /purpos: There is no such field/],
		['card-payment', /Did you mean "card-payments"\?/],
	] as const) {
		const { code, err } = await run(path);
		assert.equal(code, 2, err);
		assert.match(err, sentence);
	}
	assert.deepEqual((await json('drill', 'list')).drills, []);
	const refused = await run('refused.yaml');
	assert.equal(refused.code, 1);
	assert.match(refused.err, /Step 2 of the scenario \(open\): .*impact: Use one of/s);
	const done = await run('short.yaml', '--speed', '1000', '--json');
	assert.equal(done.code, 0, done.err);
	assert.equal(JSON.parse(done.out).scorecard.resolved, 1);
	const { drills } = await json('drill', 'list');
	assert.deepEqual(
		(drills as { state: string }[]).map(({ state }) => state),
		['ended', 'ended'],
		'a refused step ends the drill too',
	);
	assert.match((await run('short.yaml', '--speed', '0')).err, /number from 1 to 1000/);
});

test('with --people only alerts and faults are played, and Ctrl+C ends the drill', async (context) => {
	const { run } = await aServer(context);
	const stop = new AbortController();
	let printed = '';
	const io = {
		readFile: async () => file,
		interruption: () => stop.signal,
		stderr: {
			write(text: string) {
				printed += text;
				if (text.includes('Ctrl+C')) stop.abort();
			},
		},
	};
	const { code, out } = await run(io, 'short.yaml', '--people');
	const err = printed;
	assert.equal(code, 0, err);
	assert.match(err, /alert: An alert/);
	assert.doesNotMatch(err, /open: /);
	assert.match(out, /Time to the first notice +there was no notice/);
});
