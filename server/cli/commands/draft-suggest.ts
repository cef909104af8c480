/** `candor draft suggest` and `candor draft accept`: texts of the assistant, which a person accepts. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
	type AssistantField,
	assistantFields,
	assistantPurposes,
} from '../../../src/model/assistant/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { acceptedSuggestion, madeSuggestion } from '../api/expectations.ts';
import { type JsonObject, requireObject } from '../api/response.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { collect } from '../options/parsers.ts';
import { suggestionLines } from '../render/suggestion.ts';
import { waitingDraftLines } from '../render/waiting-draft.ts';
import { openSession } from '../session.ts';
import { sanitize } from '../terminal-text.ts';

interface SuggestOptions {
	readonly purpose?: string;
	readonly notes?: string;
	readonly send?: readonly AssistantField[];
	readonly language?: string;
	readonly sent?: true;
}

/** The server gives the model 25 seconds. */
const timeoutMs = 30_000;

export function addSuggest(draft: Command, io: Io): void {
	draft
		.command('suggest')
		.summary('let the assistant write a text; nothing is published')
		.description(
			'Sends what customers can read about the notice to the language model of the server, with your notes and the private facts that you name. "candor draft accept" makes a draft of what it writes.',
		)
		.argument('[notice]', 'id or its beginning (default: a new notice)')
		.addOption(
			new Option('--purpose <purpose>', 'what to write (default: "new", or "update" of a notice)').choices(
				assistantPurposes,
			),
		)
		.option('--notes <words>', 'what you know, in rough words')
		.addOption(
			new Option(
				'--send <field>',
				`a private fact that may be sent, repeatable: ${assistantFields.join(', ')}`,
			).argParser(collect(parseField)),
		)
		.option('--language <tag>', 'of the text, such as de (default: that of the notice)')
		.option('--sent', 'also print the request to the model, as it was sent')
		.addHelpText(
			'after',
			examples(
				'candor draft suggest --notes "card payments fail since 9:05, looking into it"',
				'candor draft suggest checkout-down --purpose resolve --send alerts',
			),
		)
		.action(async (reference: string | undefined, options: SuggestOptions, self: Command) => {
			const session = openSession(io, self);
			const notice = reference === undefined ? undefined : (await findNotice(session, reference)).id;
			const { notes, send = [], language, sent = false } = options;
			const made = await session.client.write({
				method: 'POST',
				path: 'v1/assistant/drafts',
				body: {
					purpose: options.purpose ?? (notice === undefined ? 'new' : 'update'),
					...(notice !== undefined && { notice }),
					...(notes !== undefined && { words: notes }),
					...(language !== undefined && { language }),
					fields: send,
				},
				expectation: madeSuggestion,
				// The model would be asked again.
				...{ canRepeat: false, timeoutMs },
			});
			session.printResult(made, () =>
				suggestionLines(requireObject(sanitize(made)), session.style, { isSentShown: sent }),
			);
		});
}

function parseField(text: string): AssistantField {
	const found = assistantFields.find((field) => field === text);
	if (found) return found;
	throw new InvalidArgumentError(`Use one of ${assistantFields.join(', ')}.`);
}

export function addAccept(draft: Command, io: Io): void {
	draft
		.command('accept')
		.summary('make a draft of what the assistant wrote')
		.description('You are the author of the words then. The draft waits for a publisher.')
		.argument('<suggestion>', 'the id that "candor draft suggest" printed')
		.option('--title <title>', 'in place of the suggested one')
		.option('-m, --message <text>', 'in place of the suggested text, in Markdown')
		.addHelpText('after', examples('candor draft accept k7mqz2p9ab --title "Card payments fail"'))
		.action(async (id: string, { title, message }: { title?: string; message?: string }, self: Command) => {
			const session = openSession(io, self);
			const accepted = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'assistant', 'drafts', id, 'accept'),
				body: { ...(title !== undefined && { title }), ...(message !== undefined && { body: message }) },
				expectation: acceptedSuggestion,
			});
			const { draft: made } = requireObject(sanitize(accepted)) as { readonly draft?: JsonObject | null };
			session.printResult(accepted, () =>
				made
					? ['Accepted. The draft waits:', '', ...waitingDraftLines(made, session.style)]
					: ['Accepted before. Its draft was published or discarded.'],
			);
		});
}
