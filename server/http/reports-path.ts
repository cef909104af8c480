/** Where visitors' pages send their counts, without a token. */
export const reportsPath = '/v1/reports';

/** Whether a path is one to which visitors' pages send counts. */
export const takesReports = (path: string): boolean =>
	path === reportsPath || path.startsWith(`${reportsPath}/`);
