/** `candor show`: one notice, as customers see it, with all its updates. Needs no token. */
import type { Command } from 'commander';
import { emptyState } from '../../../src/model/state/state.ts';
import { pathTo } from '../api/client.ts';
import { readCorrections } from '../api/corrections.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { addComponents, addNotice, requireNotice } from '../api/state.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { noticeArgumentHelp } from '../options/notice-options.ts';
import { correctionLines } from '../render/corrections.ts';
import { noticeLines, timelineLines } from '../render/notice.ts';
import { openSession, type Session } from '../session.ts';

export function addShow(program: Command, io: Io): void {
	program
		.command('show')
		.summary('a notice with all its updates')
		.description('Shows a notice as customers see it, and all its updates with their ids.')
		.argument('[notice]', noticeArgumentHelp)
		.option('--former', 'for operators: the former words of its updates, or why it was retracted')
		.addHelpText(
			'after',
			examples(
				'candor show',
				'candor show checkout-down',
				'candor show checkout-down --former',
				'candor show --json',
			),
		)
		.action(async (reference: string | undefined, options: { readonly former?: boolean }, self: Command) => {
			const session = openSession(io, self);
			if (options.former) await showCorrections(session, reference);
			else await showNotice(session, reference);
		});
}

async function showNotice(session: Session, reference: string | undefined): Promise<void> {
	const { client, style } = session;
	const { id } = await findNotice(session, reference).catch((error: unknown) => {
		if (!(error instanceof CliError) || error.code !== 'retracted') throw error;
		const hint = `Operators read why with "candor show --former ${reference}".`;
		throw new CliError(error.exit, `${error.message} ${hint}`, error.code, error.issues);
	});
	const resource = requireObject(await client.read(pathTo('v1', 'notices', id)));
	const components = await client.read('v1/components');
	session.printResult(resource, () => {
		const list = requireObjects(components, 'components');
		const state = addNotice(addComponents(emptyState, list), resource);
		const found = requireNotice(state, resource);
		return [
			...noticeLines(found, state, style),
			'',
			'Updates:',
			...timelineLines(found, state, style),
			'',
			`Notice:  ${id}   seq ${found.seq}`,
		];
	});
}

/** Also of a retracted notice, which only operators can read. */
async function showCorrections(session: Session, reference: string | undefined): Promise<void> {
	const id = await findNotice(session, reference)
		.then((found) => found.id)
		.catch((error: unknown) => {
			if (reference === undefined || !(error instanceof CliError) || error.code !== 'retracted') throw error;
			return reference;
		});
	const found = await readCorrections(session.client, id);
	session.printResult(found.body, () => correctionLines(id, found, session.style));
}
