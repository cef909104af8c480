/**
 * A product's pages, each with a Content Security Policy, and the violations that the browser
 * reports.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { textOf } from '../support/server.ts';
import { nonce, type Policy, policies } from './policies.ts';

export interface PolicyPage {
	readonly page: Page;
	/** Violations, as events in the page and as reports to its server, and uncaught errors. */
	complaints(): Promise<string[]>;
}

type Context = { after(act: () => unknown): void };

/** Serves one page for each policy, with `body` in it, and returns the function that opens it. */
export async function policyPages(context: Context, candor: string, body: string) {
	const reports = new Map<string, string[]>();
	const server = createServer(async (request, response) => {
		const [, path = '', number = ''] = /^\/(page|own|report)\/(\d+)$/.exec(request.url ?? '') ?? [];
		const policy = policies[Number(number)];
		if (path === 'report') {
			reports.set(number, [...(reports.get(number) ?? []), await textOf(request)]);
			return response.writeHead(204).end();
		}
		if (path === 'own')
			return response.writeHead(200, { 'content-type': 'text/javascript' }).end(await bundled(policy));
		if (path !== 'page' || !policy) return response.writeHead(404).end();
		const header = policy.header(candor);
		if (header) response.setHeader('content-security-policy', `${header}; report-uri /report/${number}`);
		const own = policy.own ? `<script src="/own/${number}"></script><own-lit></own-lit>` : '';
		return response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(`<!doctype html><html lang="en"><title>Product</title>${own}
				<script async nonce="${nonce}" src="${candor}/candor.js"></script>${body}`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return async (browser: Browser, policy: Policy): Promise<PolicyPage> => {
		const number = `${policies.indexOf(policy)}`;
		// With its own storage and channels, so that no page uses the connection of another one.
		const page = await (await browser.newContext()).newPage();
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(String(error)));
		await page.addInitScript(() => {
			const violations: string[] = [];
			Object.assign(globalThis, { violations });
			addEventListener('securitypolicyviolation', (event) =>
				violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
			);
		});
		await page.goto(`${origin}/page/${number}`);
		return {
			page,
			complaints: async () => [
				...errors,
				...(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)),
				...(reports.get(number) ?? []),
			],
		};
	};
}

async function bundled(policy: Policy | undefined): Promise<string> {
	const stdin = { contents: policy?.own ?? '', resolveDir: '.' };
	const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife' });
	return outputFiles[0]?.text ?? '';
}
