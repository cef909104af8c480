/** `candor watch` on a terminal: a live board in its second screen. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { runCli, startServer } from './harness.ts';

/** What never comes fails the test. */
const timeLimit = { timeout: 20_000 };

/** `candor watch` on a terminal of this size. `shown`: waits until the picture matches. */
function aBoard(
	context: TestContext,
	{ url, clock }: { readonly url: string; readonly clock: { now: number } },
	{ rows = 24, argv = [], environment = {} }: { rows?: number; argv?: string[]; environment?: object } = {},
) {
	const interruption = new AbortController();
	const written = new PassThrough();
	let all = '';
	let picture: readonly string[] = [];
	const size = { rows, columns: 80 };
	const stdout = {
		isTTY: true,
		get rows() {
			return size.rows;
		},
		columns: size.columns,
		write(text: string) {
			all += text;
			const drawn = text.split('\u001b[H')[1];
			if (drawn !== undefined) picture = stripVTControlCharacters(drawn).split('\r\n');
			written.emit('drawn');
		},
	};
	let tick = (): void => undefined;
	const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve) => {
			if (ms === 1_000) tick = resolve;
			signal?.addEventListener('abort', () => resolve());
		});
	const ended = runCli(['watch', ...argv], {
		...{ url, clock },
		environment: environment as Record<string, string>,
		io: { stdout, sleep, interruption: () => interruption.signal },
	});
	const end = async () => {
		interruption.abort();
		return { ...(await ended), all };
	};
	context.after(end);
	return {
		size,
		end,
		written: () => all,
		picture: () => picture,
		tick: () => tick(),
		async shown(pattern: RegExp) {
			while (!pattern.test(picture.join('\n'))) await once(written, 'drawn');
		},
	};
}

test(
	'the board shows what is open, announced and broken, and the newest change first',
	timeLimit,
	async (context) => {
		const server = await startServer(context);
		const { candor } = server;
		await candor('page', 'set', '--name', 'Example Shop');
		const board = aBoard(context, server);
		await board.shown(
			/^Example Shop {2}All systems are working normally {2}12:00:00 · Ctrl\+C ends\n\nNo notice is open\./,
		);
		assert.ok(board.written().startsWith('\u001b[?1049h'), 'the second screen of the terminal');
		await candor('open', 'Checkout is failing', '--id', 'n', '--impact', 'major', '--component', 'checkout');
		await candor('open', 'Upgrade', '--id', 'u', '--starts', '2h', '--ends', '3h', '--component', 'accounts');
		await board.shown(/Announced\nMaintenance · Upgrade {2}u/);
		await board.shown(/Major impact · Checkout is failing {2}n\n {2}Investigating/);
		await board.shown(/Components\n {2}Checkout: Partial outage/);
		await candor('resolve', 'n', 'It works again.');
		await board.shown(
			/Changes\n12:00:00 {2}Checkout: Working normally\n12:00:00 {2}Ended: “Checkout is failing”/,
		);
		await board.shown(/No notice is open\./);
		const { code, all } = await board.end();
		assert.equal(code, 0);
		assert.ok(all.endsWith('\u001b[?7h\u001b[?25h\u001b[?1049l'), 'the terminal is as before');
	},
);

test(
	'the board fits the terminal, also after its size has changed, and its times go on',
	timeLimit,
	async (context) => {
		const server = await startServer(context);
		const board = aBoard(context, server, { rows: 12 });
		for (let count = 1; count <= 8; count++)
			await server.candor('open', `Notice ${count}`, '--id', `n${count}x`);
		await board.shown(/Notice 8/);
		assert.equal(board.picture().length, 12);
		board.size.rows = 6;
		server.clock.now += 5 * 60_000;
		board.tick();
		await board.shown(/5 min ago/);
		assert.equal(board.picture().length, 6);
		const before = board.written();
		board.tick();
		await new Promise(setImmediate);
		assert.equal(board.written(), before, 'without a change nothing is written');
	},
);

test('with --lines, with TERM=dumb and with --json there is no board', timeLimit, async (context) => {
	const server = await startServer(context);
	for (const options of [{ argv: ['--lines'] }, { argv: ['--json'] }, { environment: { TERM: 'dumb' } }]) {
		const board = aBoard(context, server, options);
		while (!board.written().includes('Watching')) await new Promise(setImmediate);
		const { all } = await board.end();
		assert.ok(!all.includes('\u001b[?1049h'), JSON.stringify(options));
	}
});

test('an error before the first snapshot is printed as for any other command', timeLimit, async () => {
	const refused = { url: 'http://127.0.0.1:9', clock: { now: 0 } };
	let out = '';
	const { code, err } = await runCli(['watch'], {
		...refused,
		io: { stdout: { isTTY: true, rows: 24, columns: 80, write: (text: string) => (out += text) } },
	});
	assert.equal(code, 3, err);
	assert.ok(!out.includes('\u001b[?1049h'));
});
