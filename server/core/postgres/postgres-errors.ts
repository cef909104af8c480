/**
 * The errors of Postgres and of the way to it, as sentences. None of them holds a password. `name` is
 * for everyone; `place` has the host too and is for operators who start a server.
 */
import { CandorError } from '../../../src/model/errors.ts';

/** SQLSTATE of a server, or the code of a failed connection such as `ECONNREFUSED`; empty: neither. */
export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : '';

/** Why Postgres, or the network before it, refused something, in its own words. */
export function reasonOf(error: unknown): string {
	// Node tries every address of a name, and the sum of these errors has no message.
	if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
	return error instanceof Error ? error.message : String(error);
}

/** What `reasonOf` says in words without addresses: everyone may read why nothing can be published. */
const failedConnections: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ENOTFOUND: 'the name of its host is unknown',
	EAI_AGAIN: 'the name of its host cannot be looked up',
	ETIMEDOUT: 'no answer in time',
	EHOSTUNREACH: 'there is no way to its host',
	ENETUNREACH: 'there is no way to its host',
};
const publicReason = (error: unknown): string => {
	const [first] = error instanceof AggregateError ? error.errors : [error];
	const code = codeOf(first);
	if (/^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE') return reasonOf(first);
	return (
		failedConnections[code] ??
		(/timeout/i.test(reasonOf(first)) ? 'no answer in time' : 'the connection was cut')
	);
};

/**
 * Whether the server may have done what it was asked for: the connection ended before its answer.
 * Every other SQLSTATE means that the transaction was rolled back.
 */
export const isCutOff = (error: unknown): boolean =>
	!(error instanceof CandorError || error instanceof TypeError || error instanceof RangeError) &&
	!/^(?!08|57P|58|XX|E)[0-9A-Z]{5}$/.test(codeOf(error));

/** Whether nothing answers now: a later attempt may succeed. */
export const isOutage = (error: unknown): boolean => isCutOff(error) || codeOf(error) === '53300';

/** The errors of a start that no later attempt would mend. `place`: without a password. */
const startErrors: Readonly<Record<string, (place: string) => string>> = {
	'28P01': (place) => `The password for ${place} is wrong. Correct it in CANDOR_DATABASE.`,
	28000: (place) =>
		`The user of CANDOR_DATABASE may not connect to ${place}. Check the user’s name, and pg_hba.conf of the database server.`,
	'3D000': (place) =>
		`There is no such database: ${place}. Create it (createdb candor), or correct its name in CANDOR_DATABASE.`,
	25006: (place) =>
		`Only reading is possible in ${place}, and it has no tables of this version yet. Start a server on the primary first.`,
	42501: (place) =>
		`The user of CANDOR_DATABASE may not do this in ${place}. Start one server with the owner of the tables, or give the user the role of roles.sql (docs/how-to/postgres.md).`,
};

/**
 * The error for the operator who starts a server; `null` where the server should wait, because the
 * database may only be starting.
 */
export function startError(error: unknown, place: string): unknown {
	if (error instanceof CandorError) return error;
	const sentence = startErrors[codeOf(error)];
	if (sentence) return new CandorError('damaged', `${sentence(place)} (${reasonOf(error)})`);
	if (/SSL|certificate/i.test(reasonOf(error)))
		return new CandorError(
			'damaged',
			`No encrypted connection to ${place} is possible: ${reasonOf(error)}. Check sslmode and sslrootcert in CANDOR_DATABASE.`,
		);
	if (isOutage(error)) return null;
	return new CandorError('damaged', `The tables in ${place} cannot be used: ${reasonOf(error)}.`);
}

/** For operators, while nothing answers. */
export const outageError = (error: unknown, name: string): CandorError =>
	new CandorError(
		'busy',
		`The server cannot reach ${name} (${publicReason(error)}). Nothing was changed. Readers are served with what this server knows. It goes on by itself when the database answers again; then repeat the command.`,
	);

/** For operators, where the answer to a commit did not arrive. */
export const uncertainError = (error: unknown, name: string): CandorError =>
	new CandorError(
		'busy',
		`The connection to ${name} ended before it was known whether the command was written (${publicReason(error)}). Repeat it with the same Idempotency-Key, which never publishes twice, or look at the page first.`,
	);

/** For operators, on a database that can only be read. */
export const standbyError = (name: string): CandorError =>
	new CandorError(
		'busy',
		`Only reading is possible in ${name}: it is a standby, or it is set to read-only. Nothing was changed. Readers are served. Promote the standby, or name the primary in CANDOR_DATABASE.`,
	);

/** The error for the operator whose request Postgres refused. */
export function databaseError(error: unknown, name: string): CandorError {
	if (error instanceof CandorError) return error;
	if (codeOf(error) === '25006') return standbyError(name);
	if (isOutage(error)) return outageError(error, name);
	return new CandorError(
		'busy',
		`A request was refused by ${name} (${reasonOf(error)}). Nothing was changed. Mend that, then repeat the command.`,
	);
}
