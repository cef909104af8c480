/** What an operator types after `/candor`. */
import { type Impact, impacts } from '../../../src/model/vocabulary.ts';

export type SlackCommand =
	| { readonly verb: 'status' }
	| { readonly verb: 'help' }
	| {
			readonly verb: 'open';
			readonly title: string;
			/** Markdown; empty: none. */
			readonly body: string;
			readonly impact: Impact | null;
			readonly components: readonly string[];
	  }
	| { readonly verb: 'update' | 'resolve'; readonly notice: string; readonly body: string }
	/** A sentence for the operator. */
	| { readonly verb: 'wrong'; readonly problem: string };

export const helpText = [
	'`/candor status`: what is open',
	'`/candor open [impact:major] [on:checkout,search] TITLE`: a draft of an incident; what customers read follows in the next lines',
	'`/candor update ID TEXT`: a draft of an update',
	'`/candor resolve ID TEXT`: a draft of the end of a notice',
	'Nothing is published before another person presses Publish.',
].join('\n');

const usage = {
	open: 'Write a title: /candor open impact:major Card payments fail',
	update: 'Write the id of a notice and a text: /candor update checkout-down A fix is being tested.',
	resolve: 'Write the id of a notice and a text: /candor resolve checkout-down It works again.',
} as const;

/** Slack sends these three characters escaped. */
const unescaped = (text: string): string =>
	text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export function readCommand(text: string): SlackCommand {
	const [, verb = '', rest = ''] = /^(\S*)\s*(.*)$/su.exec(unescaped(text).trim()) ?? [];
	if (verb === '' || verb === 'help') return { verb: 'help' };
	if (verb === 'status') return { verb };
	if (verb === 'open') return opened(rest);
	if (verb !== 'update' && verb !== 'resolve')
		return { verb: 'wrong', problem: `There is no "${verb.slice(0, 40)}". Try /candor help.` };
	const [, notice = '', body = ''] = /^(\S+)\s+(.+)$/su.exec(rest) ?? [];
	return body === '' ? { verb: 'wrong', problem: usage[verb] } : { verb, notice, body };
}

function opened(rest: string): SlackCommand {
	const options = new Map<string, string>();
	let text = rest;
	for (;;) {
		const [whole, name = '', value = ''] = /^(impact|on):(\S+)\s*/u.exec(text) ?? [];
		if (whole === undefined) break;
		options.set(name, value);
		text = text.slice(whole.length);
	}
	const [title = '', ...lines] = text.split('\n');
	if (title.trim() === '') return { verb: 'wrong', problem: usage.open };
	const given = options.get('impact') ?? null;
	const impact = impacts.find((each) => each === given) ?? null;
	if (given !== null && impact === null)
		return {
			verb: 'wrong',
			problem: `There is no such impact. Use impact: and one of ${impacts.join(', ')}.`,
		};
	const components = (options.get('on') ?? '').split(',').filter((id) => id !== '');
	return { verb: 'open', title: title.trim(), body: lines.join('\n').trim(), impact, components };
}
