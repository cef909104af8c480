/** Processes to measure: started on one core, measured through /proc. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { machine } from './machine.mjs';

/** How long a server may take to start. */
const startMs = 15_000;
/** The unit of /proc; sysconf(_SC_CLK_TCK) is 100 on every Linux that Node supports. */
const ticksPerSecond = 100;

const running = new Set();
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});
// Without a handler, a signal ends the process without the `exit` event.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Starts a program on one core. The child ends with this process. */
export function launch(core, command, options, environment, stdio) {
	const [first, ...rest] = machine.pins
		? ['taskset', '-c', String(core), command, ...options]
		: [command, ...options];
	const child = spawn(first, rest, { env: environment, stdio });
	running.add(child);
	child.once('exit', () => running.delete(child));
	return child;
}

/**
 * Starts a server and waits for the line that contains its port.
 *
 * @param {RegExp} ready its first group is the port
 */
export async function launchServer(command, options, ready, environment = process.env, patienceMs = startMs) {
	const child = launch(machine.serverCore, command, options, environment, ['ignore', 'pipe', 'pipe']);
	const name = `${command} ${options.join(' ')}`;
	let said = '';
	const port = await new Promise((resolve, reject) => {
		const patience = setTimeout(
			() => reject(new Error(`${name} was not ready after ${patienceMs} ms.\n${said}`)),
			patienceMs,
		);
		const listen = (chunk) => {
			said = (said + chunk).slice(-4_000);
			const match = ready.exec(said);
			if (!match) return;
			clearTimeout(patience);
			resolve(Number(match[1]));
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('exit', (code) => reject(new Error(`${name} ended with ${code}.\n${said}`)));
		child.once('error', reject);
	});
	return { port, pid: child.pid, stop: () => stop(child) };
}

/** Ends a process that was started here, and waits for its end. */
export async function stop(child) {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	// A drain would take longer; the measurement is complete.
	const patience = setTimeout(() => child.kill('SIGKILL'), 3_000);
	await gone;
	clearTimeout(patience);
}

/**
 * The resources that a process and its children have used so far.
 *
 * @returns {{ userUs: number, cpuUs: number, rssKb: number, peakKb: number }} processor time in µs;
 * resident memory, now and at its peak, in kB
 */
export function usage(pid) {
	const total = { userUs: 0, cpuUs: 0, rssKb: 0, peakKb: 0 };
	for (const each of [pid, ...descendants(pid)]) {
		// After the name in brackets, which may hold spaces; proc(5): utime and stime are fields 14 and
		// 15.
		const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ').at(-1).split(' ');
		const [user, system] = [fields[11], fields[12]].map((ticks) => (Number(ticks) / ticksPerSecond) * 1e6);
		total.userUs += user;
		total.cpuUs += user + system;
		const status = readFileSync(`/proc/${each}/status`, 'utf8');
		total.rssKb += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
		total.peakKb += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
	}
	return total;
}

/** The number of open sockets of a process and of each of its children. */
export const socketsOf = (pid) =>
	[pid, ...descendants(pid)].map((each) => {
		const folder = `/proc/${each}/fd`;
		return readdirSync(folder).filter((file) => readlinkSync(`${folder}/${file}`).startsWith('socket:'))
			.length;
	});

function descendants(pid) {
	const parents = new Map();
	for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
		try {
			const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
			parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
		} catch (error) {
			// A process may end between the two calls.
			if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
		}
	}
	const children = (of) => (parents.get(of) ?? []).flatMap((child) => [child, ...children(child)]);
	return children(pid);
}
