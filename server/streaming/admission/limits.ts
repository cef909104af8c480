/**
 * The limits of connections and streams, derived from the limit of open files: every connection is
 * an open file.
 */
import { readFileSync } from 'node:fs';

export interface Limits {
	/** All open connections. */
	readonly connections: number;
	/** Open streams. The other connections are a reserve for operators and for short requests. */
	readonly streams: number;
	/** Open streams from one address. Many people can share an address. */
	readonly streamsPerAddress: number;
	/** Open connections from one address that are not streams. */
	readonly connectionsPerAddress: number;
	/**
	 * New connections from one address per second, after a burst as large as all that it may have
	 * open.
	 */
	readonly arrivalsPerSecond: number;
}

/** Open files that are not connections: the database, the log output, the standard streams. */
const otherFiles = 128;
/** Assumed where the system does not report its limit. */
const defaultOpenFiles = 10_240;

const clamp = (value: number, min: number, max: number): number =>
	Math.max(min, Math.min(Math.floor(value), max));

/** `configured`: limits set by the operator; `null` or absent: derived. */
export function limitsFor(
	openFiles: number,
	configured: { readonly streams?: number | null; readonly streamsPerAddress?: number | null } = {},
): Limits {
	const connections = Math.max(openFiles - otherFiles, 16);
	const reserve = clamp(connections / 10, 8, 1_000);
	const streams = Math.min(configured.streams ?? Number.POSITIVE_INFINITY, connections - reserve);
	const streamsPerAddress = configured.streamsPerAddress ?? clamp(streams / 10, 16, 1_000);
	return {
		connections,
		streams,
		streamsPerAddress,
		// A fraction of the reserve, so that one address cannot use all of it.
		connectionsPerAddress: clamp(reserve / 4, 8, 256),
		arrivalsPerSecond: Math.max(10, Math.ceil(streamsPerAddress / 10)),
	};
}

/**
 * The number of files that this process may have open. Node raises the soft limit to the hard limit
 * when it starts.
 */
export function openFilesLimit(read: () => string | null = readProcessLimits): number {
	const soft = /^Max open files +(\d+)/m.exec(read() ?? '')?.[1];
	return soft === undefined ? defaultOpenFiles : Number(soft);
}

function readProcessLimits(): string | null {
	try {
		return readFileSync('/proc/self/limits', 'utf8');
	} catch {
		// Not Linux.
		return null;
	}
}
