/** What customers can do and what the team is doing, when an update moves the phase. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { runCli, startServer, type TestServer } from './harness.ts';

async function withAdvice(context: TestContext): Promise<TestServer> {
	const server = await startServer(context);
	const advice = ['--workaround', 'Pay by bank transfer.', '--action', 'We are rolling back.'];
	await server.candor('open', 'Checkout is failing', '--id', 'n', ...advice);
	return server;
}

/** Runs a command on a terminal that gives these answers. Returns the questions too. */
async function onTerminal(
	{ url, clock }: TestServer,
	argv: readonly string[],
	...answers: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly questions: readonly string[] }> {
	const questions: string[] = [];
	const ask = async (question: string): Promise<string> => {
		questions.push(question);
		return answers[questions.length - 1] ?? '';
	};
	const { code, out } = await runCli(argv, { url, clock, io: { ask } });
	return { code, out, questions };
}

const moving = ['update', 'The fix is in place.', '--phase', 'monitoring'] as const;
const kept = 'Kept from before: what customers can do, what you are doing.';

test('without a terminal the advice stays, and one line names the command that clears it', async (context) => {
	const { candor, json } = await withAdvice(context);
	const { code, out } = await candor(...moving);
	assert.equal(code, 0);
	assert.ok(out.includes(`${kept} Clear it: candor edit n --no-workaround --no-action\n`), out);
	assert.deepEqual((await json('show')).actions, ['We are rolling back.']);
	assert.equal((await candor('edit', 'n', '--no-workaround', '--no-action')).code, 0);
	const { actions, workaround } = await json('show');
	assert.deepEqual([actions, workaround], [[], null]);
	assert.doesNotMatch((await candor('phase', 'identified')).out, /Kept from before/);
});

test('an option decides about its field, and so does --keep-advice', async (context) => {
	const { candor, json } = await withAdvice(context);
	const { out } = await candor(...moving, '--no-workaround');
	assert.match(out, /Kept from before: what you are doing\. Clear it: candor edit n --no-action/);
	assert.equal((await json('show')).workaround, null);
	const quiet = await candor('update', 'News.', '--phase', 'identified', '--keep-advice');
	assert.equal(quiet.code, 0, quiet.err);
	assert.doesNotMatch(quiet.out, /Kept/);
	assert.match((await candor('phase', 'monitoring')).out, /Kept from before: what you are doing\./);
});

test('an update that moves no phase, or ends the notice, says nothing about the advice', async (context) => {
	const { candor } = await withAdvice(context);
	for (const phase of [[], ['--phase', 'investigating'], ['--phase', 'resolved']])
		assert.doesNotMatch((await candor('update', 'News.', ...phase)).out, /Kept/, phase.join(' '));
});

test('on a terminal an update that moves the phase asks whether to keep the advice', async (context) => {
	const server = await withAdvice(context);
	const { code, out, questions } = await onTerminal(server, moving, '');
	assert.equal(code, 0);
	assert.doesNotMatch(out, /Kept/);
	assert.equal(
		questions.join('|'),
		'The notice moves to "Fix in place, monitoring" and still says:\nWhat customers can do now: Pay by bank transfer.\nWhat we are doing:\n- We are rolling back.\n[k]eep it, [c]lear it, or [r]eplace it? [k] ',
	);
	assert.deepEqual((await server.json('show')).actions, ['We are rolling back.']);
	for (const argv of [[...moving, '--keep-advice'], [...moving], ['update', 'News.']])
		assert.deepEqual((await onTerminal(server, argv)).questions, [], argv.join(' '));
});

test('on a terminal the advice is cleared with the update', async (context) => {
	const server = await withAdvice(context);
	await onTerminal(server, moving, 'c');
	const { seq, actions, workaround } = await server.json('show');
	assert.deepEqual([seq, actions, workaround], [2, [], null]);
});

test('on a terminal the advice is replaced with the update', async (context) => {
	const server = await withAdvice(context);
	const answers = ['R', 'Try again **now**.', 'We watch the payments.', 'We write a report.', ''];
	const { code, out } = await onTerminal(server, moving, ...answers);
	assert.equal(code, 0);
	assert.match(out, /What customers can do now: Try again now\./);
	const { seq, actions } = await server.json('show');
	assert.deepEqual([seq, actions], [2, ['We watch the payments.', 'We write a report.']]);
});

test('any other answer sends nothing', async (context) => {
	const server = await withAdvice(context);
	assert.equal((await onTerminal(server, moving, 'x')).code, 2);
	assert.equal((await server.json('show')).seq, 1);
});
