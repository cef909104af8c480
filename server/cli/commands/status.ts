/** `candor status`: which server commands go to, whether it works, and with which token. */
import type { Command } from 'commander';
import { overallLabels } from '../../../src/model/labels.ts';
import { isObject, type JsonObject } from '../api/response.ts';
import { type ClockDifference, readServerStatus, type ServerStatus } from '../api/server-status.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { labelOf } from '../render/label.ts';
import type { Style } from '../render/style.ts';
import { pastText } from '../render/time.ts';
import { openSession, type Session } from '../session.ts';
import type { Settings } from '../settings.ts';
import { oneLine, quoted, textOf } from '../terminal-text.ts';

export function addStatus(program: Command, io: Io): void {
	program
		.command('status')
		.summary('the server, its clock, and your token')
		.description(
			'Shows which server commands go to and why, whether it can be reached, what customers see now, and which token is used. The version, the number of readers and the failed sign-ins need a token.',
		)
		.addHelpText('after', examples('candor status', 'candor status --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const status = await readServerStatus(session).catch((error: unknown) => {
				if (error instanceof CliError) return error;
				throw error;
			});
			session.printResult(statusDocument(session.settings, status), () => statusLines(session, status));
			const error = status instanceof CliError ? status : status.serverError;
			// An earlier version has no address for operators, and nothing is wrong with the token.
			if (error && error.exit !== 'not-found') throw error;
		});
}

const statusDocument = (
	{ url, urlFrom, profile, tokenFrom }: Settings,
	status: ServerStatus | CliError,
): object => {
	const address = { url: url.href, urlFrom, profile, tokenFrom };
	if (status instanceof CliError) return { ...address, reachable: false, reason: status.message };
	const { serverError: _, ...answers } = status;
	return { ...address, reachable: true, ...answers };
};

function statusLines({ settings, style }: Session, status: ServerStatus | CliError): string[] {
	const { url, urlFrom, profile } = settings;
	const source = urlFrom === 'profile' ? `profile ${profile}` : sourceText[urlFrom];
	const address = `Server:     ${oneLine(url.href)} (${source})`;
	if (status instanceof CliError) return [address, `Reachable:  ${style.colours.red('no')}`];
	const { clock, signingKeys, notices, server } = status;
	const upcoming = notices.upcoming > 0 ? `, ${notices.upcoming} announced` : '';
	return [
		address,
		`Reachable:  yes${isObject(server) ? `, version ${textOf(server.version)}` : ''}`,
		...(isObject(server) ? serverLines(server, style) : []),
		`Signed:     ${signingKeys.length > 0 ? `yes, by ${signingKeys.map(oneLine).join(', then ')}` : 'no'}`,
		`Clock:      ${clockText(clock)}`,
		`Notices:    ${notices.open} open${upcoming}`,
		`Customers:  ${labelOf(overallLabels, notices.status)}`,
		`Token:      ${tokenText(settings, status)}`,
	];
}

const sourceText = {
	option: 'from --url',
	environment: 'from CANDOR_URL',
	default: 'the default, because nothing names another',
} as const;

function serverLines(
	{ readers, startedAt, signIns, automation, waitingDrafts, breakGlass, backups }: JsonObject,
	style: Style,
): string[] {
	const since = typeof startedAt === 'string' ? `since ${pastText(startedAt, style)}` : '';
	return [
		`Readers:    ${Number(readers).toLocaleString('en')}`,
		...(automation === false ? [style.colours.red('Automation: off (candor alerts on)')] : []),
		...(Number(waitingDrafts) > 0 ? [`Waiting:    ${Number(waitingDrafts)} to approve (candor drafts)`] : []),
		...(Number(breakGlass) > 0
			? [
					style.colours.red(
						`Alone:      ${Number(breakGlass)} published without a second person or a review (candor drafts)`,
					),
				]
			: []),
		...(isObject(backups) ? backupLines(backups, style) : []),
		...(isObject(signIns)
			? [
					`Sign-ins:   ${Number(signIns.failed)} failed, ${Number(signIns.limited)} of them limited, ${since}`,
					// An earlier server does not count them.
					...('forbidden' in signIns
						? [`Refused:    ${Number(signIns.forbidden)} requests above the role of their token`]
						: []),
				]
			: []),
	];
}

/** For admins of a server that makes backups by itself. */
function backupLines({ last, verified, failure, verifyFailure }: JsonObject, style: Style): string[] {
	const ageOf = (of: unknown): string | null =>
		isObject(of) && typeof of.at === 'string' ? pastText(of.at, style) : null;
	const trial = ageOf(verified);
	return [
		`Backups:    ${ageOf(last) ?? 'none yet'}, ${trial === null ? 'none tried out' : `one tried out ${trial}`}`,
		...[failure, verifyFailure].flatMap((reason) =>
			typeof reason === 'string' ? [style.colours.red(`Failing:    ${oneLine(reason)}`)] : [],
		),
	];
}

/** Below a second, nothing that an operator does depends on it. */
function clockText(clock: ClockDifference | null): string {
	if (!clock) return 'unknown; this server does not send its time';
	const { aheadMs, uncertaintyMs } = clock;
	if (Math.abs(aheadMs) <= 1_000 + uncertaintyMs) return 'the same as here';
	const difference = `${(Math.abs(aheadMs) / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;
	return `${difference} ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine; the server counts durations by its own clock`;
}

const tokenSourceText = {
	option: 'from --token-file',
	environment: 'from CANDOR_TOKEN',
	profile: 'from the profile',
} as const;

function tokenText({ tokenFrom }: Settings, { server, serverError }: ServerStatus): string {
	if (tokenFrom === null) return 'none; publishing, the version and the number of readers need one';
	const source = tokenSourceText[tokenFrom];
	if (serverError?.exit === 'not-found') return `${source}; this server is too old to say more`;
	if (!isObject(server?.token)) return `refused, ${source}`;
	const { name, id, role } = server.token;
	return `${quoted(String(name ?? id))}, ${textOf(role)}, ${source}`;
}
