/**
 * Standard error, for the server's log. Writing never waits: a pipe that nothing reads would stop
 * the whole server. What does not fit is lost, and counted.
 */
import { constants, openSync, writeSync } from 'node:fs';

/** How much waits for a slow reader, in characters. */
const mostWaiting = 256 * 1024;
const retryMs = 100;

/** A destination for pino. */
export interface LogOutput {
	write(line: string): void;
}

/** Opens standard error again in a way in which a write fails instead of waiting. */
function openWithoutWaiting(): number {
	try {
		return openSync('/proc/self/fd/2', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND);
	} catch {
		// A socket, or a system without /proc: written to as it is.
		return 2;
	}
}

/**
 * @param write - Writes bytes and returns how many were written. Throws an error with the code
 *   `EAGAIN` when none can be written now. Default: standard error of this process.
 */
export function logOutput(write = standardError(), now: () => number = Date.now): LogOutput {
	/** Lines that wait, the first one perhaps in part. */
	let waiting: Buffer[] = [];
	let waitingBytes = 0;
	let lost = 0;
	let timer: NodeJS.Timeout | undefined;

	/** Whether all bytes were written. */
	function writeFirst(): boolean {
		const [first] = waiting;
		if (!first) return false;
		try {
			const written = write(first);
			waitingBytes -= written;
			if (written < first.length) waiting[0] = first.subarray(written);
			else waiting.shift();
			return true;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false;
			// Closed for good: there is no place left that could say so.
			waiting = [];
			waitingBytes = 0;
			return false;
		}
	}

	function flush(): void {
		timer = undefined;
		while (writeFirst());
		if (waiting.length === 0 && lost > 0) {
			const msg = `${lost} lines of this log were lost, because nothing read standard error`;
			const line = `${JSON.stringify({ level: 'warn', time: now(), lost, msg })}\n`;
			lost = 0;
			add(Buffer.from(line));
			while (writeFirst());
		}
		if (waiting.length > 0) {
			timer = setTimeout(flush, retryMs);
			timer.unref();
		}
	}

	function add(bytes: Buffer): void {
		waiting.push(bytes);
		waitingBytes += bytes.length;
	}

	return {
		write(line) {
			const bytes = Buffer.from(line);
			if (waitingBytes + bytes.length > mostWaiting) lost += 1;
			else add(bytes);
			if (timer === undefined) flush();
		},
	};
}

function standardError(): (bytes: Buffer) => number {
	const descriptor = openWithoutWaiting();
	return (bytes) => writeSync(descriptor, bytes);
}
