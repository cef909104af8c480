/** The console in a real browser, signed in, with everything collected that must not happen. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { type TestServer, token } from './server.ts';

export interface ConsolePage {
	readonly page: Page;
	/** Console errors, exceptions and violations of the policy so far. */
	readonly problems: readonly string[];
}

export interface ConsoleOptions {
	readonly width?: number;
	readonly height?: number;
	readonly theme?: 'light' | 'dark';
	/** Below `/console`. */
	readonly path?: string;
	readonly token?: string;
}

/** Opens the console without signing in. */
export async function aConsolePage(
	browser: Browser,
	server: Pick<TestServer, 'url'>,
	{ width = 1280, height = 800, theme = 'light', path = '' }: ConsoleOptions = {},
): Promise<ConsolePage> {
	const problems: string[] = [];
	const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
	const page = await context.newPage();
	await page.exposeFunction('reportViolation', (text: string) => problems.push(text));
	await page.addInitScript(() => {
		const { reportViolation } = globalThis as unknown as { reportViolation(text: string): void };
		addEventListener('securitypolicyviolation', (event) =>
			reportViolation(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
		);
	});
	page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning')
			problems.push(`console: ${message.text()} ${message.location().url}`);
	});
	await page.goto(`${server.url}/console${path}`);
	return { page, problems };
}

export async function signIn(page: Page, operatorToken = token): Promise<void> {
	await page.getByLabel('Operator token').fill(operatorToken);
	await page.keyboard.press('Enter');
	await page.locator('console-header').waitFor();
}

/** Opens the console and signs in. */
export async function aConsole(
	browser: Browser,
	server: Pick<TestServer, 'url'>,
	options: ConsoleOptions = {},
): Promise<ConsolePage> {
	const opened = await aConsolePage(browser, server, options);
	await signIn(opened.page, options.token);
	// The answer 401 to the question who is signed in is one of the browser's own messages.
	const expected = opened.problems.filter((text) => / 401 /.test(text));
	assert.ok(expected.length <= 1, expected.join('\n'));
	(opened.problems as string[]).splice(
		0,
		opened.problems.length,
		...opened.problems.filter((text) => !/ 401 /.test(text)),
	);
	return opened;
}
