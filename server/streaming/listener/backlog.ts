/** The queue of connections that the system has made and the server has not taken yet: in a storm, all readers come at once. */
import { readFileSync } from 'node:fs';

/** What the server asks for; the system gives no more than its own limit. */
export const acceptQueue = 65_535;
/** Below that, a storm of some ten thousand readers takes seconds longer: whoever finds no place tries again after 1 s, then 3 s. */
const small = 16_384;

/** What to do about a limit that is too small; `null` where all is well, or where there is no such limit. */
export function acceptQueueAdvice(read: () => string | null = systemLimit): string | null {
	const limit = Number(read() ?? acceptQueue);
	if (!(limit < small)) return null;
	return `This system queues at most ${limit} new connections; when thousands of readers come back at once, the others wait for seconds. Run "sysctl -w net.core.somaxconn=${acceptQueue}" as root, and keep it in /etc/sysctl.d.`;
}

function systemLimit(): string | null {
	try {
		return readFileSync('/proc/sys/net/core/somaxconn', 'utf8').trim();
	} catch {
		// Another system than Linux, or one that does not tell.
		return null;
	}
}
