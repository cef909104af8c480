/** How long the end must be in view, milliseconds. */
const readMs = 2_000;

/**
 * Calls `onEnd` once the end of an element has been in view for two seconds. Returns the function that
 * ends the watch.
 */
export function watchEnd(details: HTMLElement, onEnd: () => void): () => void {
	let timer: number | undefined;
	const isAtEnd = (): boolean => {
		const { bottom, height } = details.getBoundingClientRect();
		const isWhole = details.scrollTop + details.clientHeight >= details.scrollHeight - 1;
		return height > 0 && isWhole && bottom <= innerHeight + 1;
	};
	const check = (): void => {
		clearTimeout(timer);
		if (isAtEnd())
			timer = setTimeout(() => {
				if (isAtEnd()) onEnd();
			}, readMs);
	};
	const life = new AbortController();
	const options = { signal: life.signal, passive: true };
	details.addEventListener('scroll', check, options);
	addEventListener('scroll', check, options);
	addEventListener('resize', check, options);
	// Once the browser has laid it out.
	requestAnimationFrame(check);
	return () => {
		life.abort();
		clearTimeout(timer);
	};
}
