/**
 * How soon pages recover: from a lost server, a lost tab, a lost product, and a host that hangs. The end-to-end tests measure it and report
 * each duration with its budget; here they have the machine to themselves.
 */
import { spawn } from 'node:child_process';

export const name = 'recovery';

const files = ['e2e/failover', 'e2e/tabs', 'e2e/service-worker.test', 'e2e/hanging-host'];
/** A line of test/support/time-budget.ts. */
const duration = /duration: (.+): (-?\d+) of (\d+) ms$/;

export async function measure() {
	const { output, code } = await runTests();
	if (code !== 0) throw new Error(`The tests of recovery failed:\n${output}`);
	const checks = output.split('\n').flatMap((line) => {
		const [, what, measured, budget] = duration.exec(line.trim()) ?? [];
		return what ? [{ name: what, measured: Number(measured), budget: Number(budget), unit: 'ms' }] : [];
	});
	if (checks.length === 0) throw new Error(`The tests of recovery reported no duration:\n${output}`);
	return [{ scenario: name, checks }];
}

function runTests() {
	const child = spawn(process.execPath, ['scripts/test.mjs', ...files], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout.setEncoding('utf8').on('data', (text) => {
		output += text;
	});
	return new Promise((resolve) => child.on('close', (code) => resolve({ output, code })));
}
