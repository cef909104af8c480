/** Loads the driver only where a Postgres database is configured. */
import type pg from 'pg';
import { CandorError } from '../../../src/model/errors.ts';

export type Pg = typeof pg;

/** Throws CandorError `internal` where the package is missing. */
export async function loadPg(): Promise<Pg> {
	try {
		return (await import('pg')).default;
	} catch (error) {
		const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
		throw new CandorError(
			'internal',
			`The driver for Postgres cannot be loaded (${reason}). Run "npm install candor-server" again.`,
		);
	}
}
