/**
 * The kernel's queue of new connections that the server has not accepted yet. In a storm all
 * clients connect at once.
 */
import { readFileSync } from 'node:fs';

/** The queue length that the server requests; the kernel caps it at `net.core.somaxconn`. */
export const acceptQueue = 65_535;
/**
 * With a shorter queue, a storm of ten thousand clients takes seconds longer: the kernel drops a
 * connection attempt that finds no place, and the client repeats it after 1 s, then after 3 s.
 */
const recommendedMin = 16_384;

/**
 * What to do about a queue that is too short; `null` when it is long enough, or when the system has
 * no such limit.
 */
export function acceptQueueAdvice(read: () => string | null = readSystemLimit): string | null {
	const limit = Number(read() ?? acceptQueue);
	if (!(limit < recommendedMin)) return null;
	return `This system queues at most ${limit} new connections. When thousands of clients reconnect at once, the others wait for seconds. Run "sysctl -w net.core.somaxconn=${acceptQueue}" as root, and add the setting to /etc/sysctl.d.`;
}

function readSystemLimit(): string | null {
	try {
		return readFileSync('/proc/sys/net/core/somaxconn', 'utf8').trim();
	} catch {
		// Not Linux, or /proc is not readable.
		return null;
	}
}
