import type { TestContext } from 'node:test';

/**
 * Reports a duration with its budget. Tests do not compare durations, because other work on the machine lengthens them;
 * `npm run bench -- recovery` runs the same tests alone and compares what they report.
 */
export const reportDuration = (context: TestContext, what: string, ms: number, budgetMs: number): void =>
	context.diagnostic(`duration: ${what}: ${Math.round(ms)} of ${budgetMs} ms`);
