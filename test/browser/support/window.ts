/** The window of a test, in every engine. */
import { waitUntil } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';

/** WebDriver cannot hold a key down. */
export const isWebKit: boolean = !/Chrome|Firefox/.test(navigator.userAgent);

/** No window of WebKitGTK is narrower, CSS pixels. */
export const leastWidth: number = isWebKit ? 500 : 0;

/** Gives the page a size, CSS pixels. */
export async function setWindow({ width, height }: { width: number; height: number }): Promise<void> {
	await executeServerCommand('window-size', {
		...{ width, height },
		outerWidth: width + outerWidth - innerWidth,
		outerHeight: height + outerHeight - innerHeight,
	});
	await waitUntil(
		() => innerWidth === width && innerHeight === height,
		`the window is ${width} by ${height}`,
		{
			timeout: 20_000,
		},
	);
}

/** The visitor prefers reduced motion, as far as a script can ask. Returns the function that ends it. */
export function preferReducedMotion(): () => void {
	const { matchMedia } = window;
	window.matchMedia = (query) =>
		query === '(prefers-reduced-motion: reduce)'
			? matchMedia.call(window, 'all')
			: matchMedia.call(window, query);
	return () => {
		window.matchMedia = matchMedia;
	};
}
