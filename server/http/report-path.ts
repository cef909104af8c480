/** The path below which visitors' pages send reports, without a token. */
export const reportPath = '/v1/reports';

/** Where visitors' pages send anonymous counts, without a token. */
export const countPath = '/v1/counts';

/** Whether visitors' pages send reports or counts to this path. */
export const isReportPath = (path: string): boolean =>
	path === reportPath || path === countPath || path.startsWith(`${reportPath}/`);

/** Where readers subscribe, and where the links of e-mails lead. */
const subscriptionPaths: readonly string[] = [
	...['', '/confirm', '/unsubscribe'].map((name) => `/v1/subscribers${name}`),
	...['', '/unsubscribe'].map((name) => `/v1/push${name}`),
];

/** Where pages send what the host's server has signed: claims, and requests for contact. */
const signedPath = /^\/v1\/(?:remedies\/[^/]+\/claims|contact-requests)$/;

/** Whether visitors write to this path, without a token. */
export const isVisitorPath = (path: string): boolean =>
	isReportPath(path) || subscriptionPaths.includes(path) || signedPath.test(path);
