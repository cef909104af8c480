import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { FailureReports } from '../../../../server/connectors/visitor-reports/failure-reports.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aWriteSide } from '../../../support/write-side.ts';

test('an address that sends far too many reports does not use up the limit of other addresses', async (context) => {
	const clock = aManualClock();
	const logger = pino({ level: 'silent' });
	const reportError = (error: unknown): never => assert.fail(String(error));
	const failureReports = new FailureReports(
		{},
		{ ...(await aWriteSide(context, { clock })), clock, logger, reportError },
	);
	let refused = 0;
	for (let count = 0; count < 1_000; count++)
		await failureReports.record([], '192.0.2.1', '').catch(({ code }) => {
			assert.equal(code, 'too-many');
			refused += 1;
		});
	assert.equal(refused, 995);
	await failureReports.record([], '192.0.2.2', '');
});
