import type { Clock } from '../../core/clock.ts';

const stepMs = 50;

/** Spreads the end of all readers evenly over `windowMs`. Whoever leaves by itself meanwhile is one who need not be told. */
export async function drainEvenly(
	clock: Clock,
	windowMs: number,
	remaining: () => number,
	retire: (count: number) => void,
): Promise<void> {
	const all = remaining();
	const steps = Math.max(1, Math.ceil(windowMs / stepMs));
	for (let step = 1; remaining() > 0; step++) {
		const staying = Math.floor(all * Math.max(0, 1 - step / steps));
		if (remaining() > staying) retire(remaining() - staying);
		if (remaining() > 0) await new Promise<void>((resolve) => clock.after(stepMs, resolve));
	}
}
