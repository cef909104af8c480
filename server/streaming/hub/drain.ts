import type { Clock } from '../../core/clock.ts';

const stepMs = 50;

/**
 * Calls `retire` with a number of connections again and again, so that all of them end evenly over
 * `windowMs`. A connection that closes by itself in the meantime lowers the number that is left.
 */
export async function drainEvenly(
	clock: Clock,
	windowMs: number,
	remaining: () => number,
	retire: (count: number) => void,
): Promise<void> {
	const initial = remaining();
	const steps = Math.max(1, Math.ceil(windowMs / stepMs));
	for (let step = 1; remaining() > 0; step++) {
		const target = Math.floor(initial * Math.max(0, 1 - step / steps));
		if (remaining() > target) retire(remaining() - target);
		if (remaining() > 0) await new Promise<void>((resolve) => clock.after(stepMs, resolve));
	}
}
