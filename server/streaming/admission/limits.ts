/** How many may come, derived from how many files this process may have open: every connection is one. */
import { readFileSync } from 'node:fs';

export interface Limits {
	/** All open connections. */
	readonly connections: number;
	/** Open streams; the rest of the connections is kept for operators, and for everything that is over in a moment. */
	readonly readers: number;
	/** Open streams from one address. Many people may share one. */
	readonly readersPerAddress: number;
	/** Open connections from one address that are not streams. */
	readonly connectionsPerAddress: number;
	/** New connections from one address in a second, once it has used up as many at once as it may have streams. */
	readonly arrivalsPerSecond: number;
}

/** For the database, the log, the standard streams and whatever else is no connection. */
const otherFiles = 128;
/** Where the system does not tell. */
const usualFiles = 10_240;

const clamp = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(Math.floor(value), most));

export function limitsFor(
	files: number,
	wanted: { readonly readers?: number | null; readonly readersPerAddress?: number | null } = {},
): Limits {
	const connections = Math.max(files - otherFiles, 16);
	const reserve = clamp(connections / 10, 8, 1_000);
	const readers = Math.min(wanted.readers ?? Number.POSITIVE_INFINITY, connections - reserve);
	const readersPerAddress = wanted.readersPerAddress ?? clamp(readers / 10, 16, 1_000);
	return {
		connections,
		readers,
		readersPerAddress,
		// One address alone does not fill what is kept for others.
		connectionsPerAddress: clamp(reserve / 4, 8, 256),
		arrivalsPerSecond: Math.max(10, Math.ceil(readersPerAddress / 10)),
	};
}

/** How many files this process may have open. Node raises its own limit as far as the system lets it. */
export function openFilesLimit(read: () => string | null = processLimits): number {
	const soft = /^Max open files +(\d+)/m.exec(read() ?? '')?.[1];
	return soft === undefined ? usualFiles : Number(soft);
}

function processLimits(): string | null {
	try {
		return readFileSync('/proc/self/limits', 'utf8');
	} catch {
		// Another system than Linux.
		return null;
	}
}
