// `npm run bench`: measures, prints tables and, as the last line, JSON. Exits 1 above a budget. See
// bench/README.md.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../scripts/dependencies.mjs';
import { ensureDist } from '../scripts/dist.mjs';
import { fail } from '../scripts/tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
const { readOptions } = await import('./harness/options.mjs');
/** In the order in which they run; the ones in the first line need no load generator. */
const alone = [
	'markdown',
	'history-size',
	'start',
	'pixels',
	'console',
	'recovery',
	'polite',
	'long-tasks',
	'lighthouse',
];
const underLoad = ['fan-out', 'storm', 'snapshot', 'publish', 'slow', 'flood', 'processes'];
/**
 * `npm run check` omits scenarios without a budget, scenarios that take minutes, and the durations
 * of a browser's tasks, which depend more on the machine than on Candor.
 */
const notQuick = [
	...[
		'history-size',
		'start',
		'snapshot',
		'publish',
		'processes',
		'recovery',
		'polite',
		'lighthouse',
		'long-tasks',
	],
];
const options = readOptions([...alone, ...underLoad]);
if (options.dist === 'dist') await ensureDist();

const { machine, describe } = await import('./harness/machine.mjs');
const { canMeasure, serversFor } = await import('./servers.mjs');
const { judge } = await import('./harness/judge.mjs');
const { printChecks, printRun } = await import('./harness/table.mjs');

const loaded = options.chosen.some((name) => underLoad.includes(name)) && canMeasure();
const quick = options.mode === 'quick';
const most = machine.linux ? machine.sockets : 0;
const judged = Math.min(options.readers ?? (quick ? 2_000 : 10_000), most);
const context = {
	servers: loaded ? serversFor(options) : [],
	rounds: options.rounds ?? (quick ? 2 : 4),
	/** The number of connections of the budgets, and further ones for the fan-out. */
	judged,
	sizes: options.readers || quick ? [judged] : [...new Set([Math.min(1_000, most), judged, most])],
	quick,
	dist: options.dist,
	clients: options.clients,
	faults: options.faults,
};
const chosen = options.chosen.filter(
	(name) => (alone.includes(name) || loaded) && !(quick && notQuick.includes(name)),
);
const facts = describe();
console.log(
	`Measuring ${chosen.join(', ')}: ${quick ? 'about a minute and a half' : 'this takes its time'} …`,
);
console.log(
	Object.entries(facts)
		.map(([name, value]) => `${name} ${value}`)
		.join(' · '),
);

const runs = [];
const failures = [];
for (const name of chosen) {
	process.stderr.write(`${name} …\n`);
	const { measure } = await import(`./scenarios/${name}.mjs`);
	try {
		for (const run of await measure(context)) {
			printRun(run);
			runs.push(run);
		}
	} catch (error) {
		// The other scenarios still run.
		failures.push({ scenario: name, message: error.message });
		console.error(`\n${name} could not be measured: ${error.stack}`);
	}
}
const checks = judge(runs, options.mode);
printChecks(checks);
console.log(JSON.stringify({ mode: options.mode, machine: facts, runs, checks, failures }));
if (failures.length > 0)
	fail(`Could not be measured: ${failures.map(({ scenario }) => scenario).join(', ')}. The reason is above.`);
const over = checks.filter(({ held }) => !held);
if (over.length > 0)
	fail(`Over budget: ${over.map(({ name }) => name).join('; ')}. See what changed with git diff.`);
process.exit(0);
