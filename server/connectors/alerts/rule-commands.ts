/** The commands that a rule gives, in the words of the rule. */

import type { Rule } from '../../../src/model/alerts/match-rule.ts';
import type { CommandOf } from '../../../src/model/commands/command.ts';
import type { PolicyPack } from '../../../src/model/policy-pack/policy-pack.ts';
import type { RichText } from '../../../src/model/rich-text.ts';
import type { State } from '../../../src/model/state/state.ts';
import { escapeMarkdown, fillIn } from '../../../src/model/templates/placeholders.ts';
import { componentName } from '../../../src/model/views/components.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { schemaError } from '../../http/api-errors.ts';
import { findTemplate, openedFrom } from '../../http/v1/from-template.ts';
import { openNoticeFields } from '../../http/v1/schemas/notices.ts';

const longestTitle = 140;

const namesOf = (components: readonly string[], state: State): string =>
	components.map((id) => componentName(state, id)).join(', ');

/** `{component}` with the names of the components, or the rule's own name for the product. */
const inWords = (text: string, names: string): string =>
	fillIn(text, names === '' ? {} : { component: names });

/** Throws CandorError where the rule's template or a component no longer exists. */
export function openCommand(
	{ value }: Rule,
	components: readonly string[],
	state: State,
	pack: PolicyPack | null,
): CommandOf<'open-notice'> {
	const { title, body, language, template, variables, impact, audience } = value;
	const names = namesOf(components, state);
	const affected = components.map((component) => ({ component }));
	const given = { impact, affected, ...(audience && { audience }) };
	const fields =
		template === null
			? {
					...given,
					title: inWords(title ?? '', names).slice(0, longestTitle),
					...(body !== null && { body: inWords(body, escapeMarkdown(names)) }),
					...(language !== null && { language }),
				}
			: openedFrom(findTemplate(state, pack, template), { template, variables }, given, 'investigating');
	const { data, error } = openNoticeFields.safeParse(fields);
	if (!data) throw schemaError(error);
	// The runner has looked for a notice that says the same.
	return { ...data, type: 'open-notice', anyway: true };
}

/** The words of the update that ends the notice; `undefined`: none. */
export function resolvedBody(
	{ value: { resolvedBody } }: Rule,
	components: readonly string[],
	state: State,
): RichText | undefined {
	if (resolvedBody === null) return undefined;
	return parseMarkdown(inWords(resolvedBody, escapeMarkdown(namesOf(components, state))));
}
