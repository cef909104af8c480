/** What can be measured on this machine. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';

const has = (command, ...options) => spawnSync(command, options).error === undefined;
const numberIn = (file) => Number(readFileSync(file, 'utf8').trim().split(/\s+/)[0]);

/** File descriptors that a server reserves for operators and for itself. */
const spared = (limit) => Math.min(1_500, Math.ceil(limit / 4));

export const machine = {
	/** Processes are measured through /proc; connections use epoll. */
	linux: process.platform === 'linux',
	compiler: has('cc', '--version'),
	/** Debian's packages nginx and libnginx-mod-nchan. */
	nchan: has('nginx', '-v') && existsSync('/usr/lib/nginx/modules/ngx_nchan_module.so'),
	/** Core 0 handles the interrupts on most machines, so the server gets the other one. */
	serverCore: 1,
	loadCore: 0,
	get pins() {
		return cpus().length > 1 && has('taskset', '--version');
	},
	/** The length of the kernel's accept queue. */
	get acceptQueue() {
		return numberIn('/proc/sys/net/core/somaxconn');
	},
	/** How many sockets one process may open. */
	get sockets() {
		const limit = /Max open files\s+\S+\s+(\S+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
		const files = limit === 'unlimited' ? 1_000_000 : Number(limit);
		return files - spared(files);
	},
};

/** The same facts, as one line for the report. */
export const describe = () => ({
	processor: cpus()[0]?.model ?? 'unknown',
	cores: cpus().length,
	memoryGb: Math.round(totalmem() / 2 ** 30),
	system: `${process.platform} ${release()}`,
	node: process.version,
	...(machine.linux && {
		acceptQueue: machine.acceptQueue,
		sockets: machine.sockets,
		pinned: machine.pins,
		loadAverage: numberIn('/proc/loadavg'),
	}),
});
