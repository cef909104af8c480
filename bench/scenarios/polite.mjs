/**
 * How often each client asks for each address while that address fails: real sockets, a real
 * browser, and the real clock, because a fake one hides a loop that asks again at once. Each cell
 * of the table has a server of its own and is counted for a minute.
 */
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import { chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { commandCells } from '../polite/commands.mjs';
import { faultNames, faultsFor } from '../polite/faults.mjs';
import { browserCells } from '../polite/pages.mjs';
import { addressNames, mostWithin } from '../polite/place.mjs';

export const name = 'polite';

const minuteMs = 60_000;
/** Each cell runs longer than a minute, so that a minute that begins late is seen too. */
const runMs = 75_000;
/** Requests per minute. A mirror compares each of its files once a minute, and a page has few. */
const budgets = { address: 12, client: 40, mirror: 60 };
/** So many at a time, so that a machine with two cores is not kept busy: late requests are few. */
const pagesAtOnce = 20;
const commandsAtOnce = 40;
const token = 'a-token-for-the-bench';

export async function measure({ dist, clients, faults: names = faultNames }) {
	const [{ createCandor }, { run }, { processIo }] = await Promise.all(
		['index.js', 'cli/run.js', 'cli/process-io.js'].map(
			(file) => import(pathToFileURL(`${dist}/server/${file}`).href),
		),
	);
	const data = temporaryFolder('polite');
	const quiet = { write: () => true };
	const setUp = { ...processIo, environment: { CANDOR_DATA: data }, stdout: quiet };
	if ((await run(['keys', 'create'], setUp)) !== 0) throw new Error('candor keys create failed.');
	const candor = await createCandor({ data, token, logger: pino({ level: 'silent' }) });
	const server = createServer(candor.handler);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${server.address().port}`;
	const operator = { ...processIo, environment: { CANDOR_URL: origin, CANDOR_TOKEN: token }, stdout: quiet };
	await run(['components', 'set', 'shop', '--name', 'Shop'], operator);
	await run(['open', 'Payments are slow', '--impact', 'minor'], operator);
	const { keys } = await (await fetch(`${origin}/v1/keys`)).json();
	const faults = faultsFor(await aClosedPort());
	const usual = await browser();
	// Fewer processes than pages: the machine has few cores.
	const args = [...usual.args, '--renderer-process-limit=8'];
	const launched = await chromium.launch({ ...usual, args });
	const shared = {
		run,
		processIo,
		origin,
		keys: keys[0].pin,
		token,
		browser: (options) => launched.newContext(options),
		opening: limited(6),
		life,
	};
	try {
		const cells = [...browserCells, ...commandCells]
			.filter(({ client }) => clients?.includes(client) ?? true)
			.flatMap((cell) => names.map((fault) => ({ cell, fault })));
		const results = await runAll(cells, ({ cell, fault }) =>
			cell.run({ ...shared, cell, faultName: fault, fault: faults[fault] }),
		);
		return [{ scenario: name, checks: report(results, names) }];
	} finally {
		await launched.close();
		server.closeAllConnections();
		server.close();
		await candor.close();
		remove(data);
	}
}

/** Resolves when a client has run long enough. It is called when the client has started. */
const life = () => new Promise((resolve) => setTimeout(resolve, runMs));

/** Runs so many pieces of work at a time. */
function limited(count) {
	const waiting = [];
	let running = 0;
	return async (work) => {
		while (running >= count) await new Promise((resolve) => waiting.push(resolve));
		running += 1;
		try {
			return await work();
		} finally {
			running -= 1;
			waiting.shift()?.();
		}
	};
}

/** Commands and pages run in groups, side by side. */
async function runAll(cells, run) {
	const isPage = ({ cell }) => browserCells.includes(cell);
	const groups = [
		['pages', cells.filter(isPage), pagesAtOnce],
		['commands', cells.filter((each) => !isPage(each)), commandsAtOnce],
	];
	const results = await Promise.all(groups.map((group) => runInGroups(run, ...group)));
	return results.flat();
}

async function runInGroups(run, what, cells, size) {
	const results = [];
	for (let from = 0; from < cells.length; from += size) {
		const group = cells.slice(from, from + size);
		process.stderr.write(`polite: ${what} ${from + 1} to ${from + group.length} of ${cells.length}\n`);
		results.push(...(await Promise.all(group.map(async (each) => ({ ...each, requests: await run(each) })))));
	}
	return results;
}

async function aClosedPort() {
	const server = createServer();
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address();
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/**
 * Prints the table: the most requests within a minute for one address, and of the whole client in
 * brackets. Returns the worst of each as checks.
 */
function report(results, names) {
	const counted = results.map(({ cell, fault, requests }) => {
		const worst = [...new Set(requests.map(({ address }) => address))]
			.map((name) => [
				mostWithin(
					minuteMs,
					requests.filter(({ address }) => address === name),
				),
				name,
			])
			.sort(([one], [other]) => other - one);
		return {
			...{ cell, fault },
			address: worst[0]?.[0] ?? 0,
			worstAddress: worst[0]?.[1],
			client: mostWithin(minuteMs, requests),
		};
	});
	const rows = [...new Set(results.map(({ cell }) => cell))].map((cell) => {
		const figures = names.map((fault) => {
			const { address, client } = counted.find((each) => each.cell === cell && each.fault === fault);
			return `${address} (${client})`;
		});
		return `| ${cell.client} | ${addressNames[cell.name] ?? cell.name} | ${figures.join(' | ')} |`;
	});
	console.log(
		'\nMost requests within a minute for one address, and in brackets for all addresses of the client\n',
	);
	console.log(`| client | fails | ${names.join(' | ')} |`);
	console.log(`| --- | --- | ${names.map(() => '---').join(' | ')} |`);
	for (const row of rows) console.log(row);
	const ofMirrors = counted.filter(({ cell }) => cell.client === 'mirror');
	const others = counted.filter((each) => !ofMirrors.includes(each));
	return [
		worstOf(counted, 'address', 'one address', budgets.address),
		worstOf(others, 'client', 'all addresses of a page or a command', budgets.client),
		worstOf(ofMirrors, 'client', 'all addresses of a mirror', budgets.mirror),
	].filter((check) => check !== null);
}

/** The cell with the highest figure, as a check; `null` without cells. */
function worstOf(counted, key, what, budget) {
	if (counted.length === 0) return null;
	const worst = counted.reduce((most, each) => (each[key] > most[key] ? each : most));
	return {
		name: `requests per minute for ${what} (${worst.cell.client}, ${worst.cell.name} fails: ${worst.fault}; ${worst.worstAddress})`,
		measured: worst[key],
		budget,
		unit: '',
	};
}
