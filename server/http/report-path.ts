/** The path below which visitors' pages send reports, without a token. */
export const reportPath = '/v1/reports';

/** Whether visitors' pages send reports to this path. */
export const isReportPath = (path: string): boolean =>
	path === reportPath || path.startsWith(`${reportPath}/`);
