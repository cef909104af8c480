/** `GET /report.json` and `/report.csv`: the figures of the trust report, for programs. */
import type { TrustReport } from '../../../src/model/report/trust-report.ts';
import { snapshotCacheControl } from '../../http/cache/cache-control.ts';
import { cachedBody, sendEncoded } from '../../http/cache/encoded-body.ts';
import type { Api } from '../../http/context.ts';
import { reportCsv } from './csv.ts';
import type { TrustReports } from './trust-reports.ts';

const formats: Readonly<Record<string, readonly [type: string, write: (report: TrustReport) => string]>> = {
	'report.json': ['application/json; charset=utf-8', (report) => JSON.stringify(report)],
	'report.csv': ['text/csv; charset=utf-8', reportCsv],
};

export function reportRoutes(api: Api, reports: TrustReports): void {
	for (const [name, [type, write]] of Object.entries(formats))
		api.get(`/${name}`, async (context) => {
			const document = cachedBody(Buffer.from(write(await reports.current())));
			return sendEncoded(context, { ...document, type, cacheControl: snapshotCacheControl });
		});
}
