/** What `candor status` finds out. Each question is asked once, because the answer is the state now. */
import { overallStatus } from '../../../src/model/views/components.ts';
import { activeNotices, upcomingMaintenance } from '../../../src/model/views/notices.ts';
import type { ComponentStatus } from '../../../src/model/vocabulary.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import { sanitize } from '../terminal-text.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from './response.ts';
import { readNoticesAndComponents } from './state.ts';

export interface ServerStatus {
	readonly clock: ClockDifference | null;
	/** The ids of the keys. The first one signs. Empty: nothing is signed. */
	readonly signingKeys: readonly string[];
	readonly notices: {
		readonly open: number;
		readonly upcoming: number;
		readonly status: ComponentStatus;
	};
	/** For operators: the answer of `GET /v1/server`. */
	readonly server: JsonObject | null;
	/** Why `server` is missing, although there is a token. */
	readonly serverError: CliError | null;
}

export interface ClockDifference {
	/** Positive: the server's clock is ahead of this machine's. */
	readonly aheadMs: number;
	/** How far that may be wrong: half the time of the request. */
	readonly uncertaintyMs: number;
}

/** Throws a CliError when the server cannot be reached or is not ready. */
export async function readServerStatus(session: Session): Promise<ServerStatus> {
	const { client, settings } = session;
	const once = { canRepeat: false };
	const clock = await readClock(session);
	const keys = requireObjects(await client.read('v1/keys', once), 'keys');
	const { state } = await readNoticesAndComponents(client, { which: 'current' });
	const { now } = session.style;
	const server =
		settings.tokenFrom === null
			? null
			: await client
					.read('v1/server', { ...once, asOperator: true })
					.then((body) => requireObject(sanitize(body)), onlyCliError);
	return {
		clock,
		signingKeys: keys.map(({ kid }) => sanitize(String(kid))),
		notices: {
			open: activeNotices(state, now).length,
			upcoming: upcomingMaintenance(state, now).length,
			status: overallStatus(state, now),
		},
		server: server instanceof CliError ? null : server,
		serverError: server instanceof CliError ? server : null,
	};
}

/** `null`: a server of an earlier version, which does not send its time. */
async function readClock({ io, client }: Session): Promise<ClockDifference | null> {
	const sentAt = io.now();
	const body = await client.read('readyz', { canRepeat: false });
	const receivedAt = io.now();
	const time = isObject(body) && typeof body.time === 'string' ? Date.parse(body.time) : Number.NaN;
	if (Number.isNaN(time)) return null;
	return {
		aheadMs: Math.round(time - (sentAt + receivedAt) / 2),
		uncertaintyMs: Math.ceil((receivedAt - sentAt) / 2),
	};
}

function onlyCliError(error: unknown): CliError {
	if (error instanceof CliError) return error;
	throw error;
}
