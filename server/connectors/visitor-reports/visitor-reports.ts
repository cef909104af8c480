/**
 * Both kinds of visitors' reports, assembled: failed requests of their pages, and answers about a
 * notice.
 */
import type { Logger } from 'pino';
import type { ReportSummary } from '../../../src/model/records/draft.ts';
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { AddRoutes } from '../../http/app.ts';
import type { Services } from '../../http/context.ts';
import { failureReportRoutes } from './failure-report-routes.ts';
import { FailureReports, type ReportOptions, reportDefaults } from './failure-reports.ts';
import { noticeReportRoutes } from './notice-report-routes.ts';
import { NoticeReports } from './notice-reports.ts';
import { VisitorRateLimiter } from './visitor-rate-limiter.ts';

interface Dependencies extends Core, Pick<Services, 'clientAddress' | 'signIns'> {
	readonly clock: Clock;
	readonly logger: Logger;
	readonly reportError: ReportError;
}

export interface VisitorReports {
	readonly routes: AddRoutes;
	/**
	 * The recent failure reports on a component; `null` when there are none or the server accepts
	 * none.
	 */
	readonly recentFailures: (component: string) => ReportSummary | null;
	/** Saves what is not saved yet. */
	close(): Promise<void>;
}

/**
 * `options`: `null` where the server accepts no failure reports. Reports on notices are always
 * accepted, where a notice asks for them.
 */
export async function openVisitorReports(
	options: ReportOptions | null,
	dependencies: Dependencies,
): Promise<VisitorReports> {
	const rateLimiter = new VisitorRateLimiter({ ...reportDefaults, ...options }, dependencies.clock.now());
	const noticeReports = await NoticeReports.open({ ...dependencies, rateLimiter });
	const failureReports = options && new FailureReports(options, dependencies);
	return {
		routes(api) {
			failureReportRoutes(api, dependencies, failureReports);
			noticeReportRoutes(api, dependencies, noticeReports);
		},
		recentFailures: (component) => failureReports?.recent(component) ?? null,
		close: () => noticeReports.close(),
	};
}
