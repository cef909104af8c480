/**
 * The command `window-size` of the browser tests: `{ width, height, outerWidth, outerHeight }`, CSS
 * pixels. The runner's own command does not work over WebDriver, which sets the outer size.
 *
 * @type {import('@web/test-runner').TestRunnerPlugin}
 */
export const windowSize = {
	name: 'window-size',
	async executeCommand({ command, payload, session }) {
		if (command !== 'window-size') return undefined;
		const { width, height, outerWidth, outerHeight } = /** @type {any} */ (payload);
		const browser = /** @type {any} */ (session.browser);
		if (browser.type === 'webdriver') await browser.driver.setWindowSize(outerWidth, outerHeight);
		else await browser.getPage(session.id).setViewport({ width, height });
		return true;
	},
};
