/** Page, components, own templates and rules as a file describes them (commands/configuration.ts). */
import { rules } from '../alerts/match-rule.ts';
import type { ComponentValue, PageValue, RuleValue, TemplateValue } from '../generated/record-types.ts';
import { firstOf } from '../state/record-map.ts';
import { recordsOfKind, type State } from '../state/state.ts';
import { components as componentsOf } from './components.ts';
import { page } from './page.ts';

/** Every field of each entry is present. Applying it changes nothing. */
export interface ConfigurationView {
	/** `null`: the page has no name yet. The list of origins is no part of it: it is for admins. */
	readonly page: Omit<PageValue, 'origins'> | null;
	/** Missing: the components of a group do not follow each other, so no list gives their order. */
	readonly groups?: string[];
	readonly components: ({ id: string } & Pick<ComponentValue, 'name' | 'description' | 'group'>)[];
	readonly templates: ({ id: string } & TemplateValue)[];
	readonly rules: ({ id: string } & RuleValue)[];
}

function pageFieldsOf(state: State): ConfigurationView['page'] {
	const value = page(state);
	if (!value) return null;
	const { origins: _, ...fields } = value;
	return fields;
}

export function configurationOf(state: State): ConfigurationView {
	// Their order depends neither on the time nor on notices.
	const components = componentsOf(state, 0, () => false).map(
		({ id, value: { name, description, group } }) => ({
			...{ id, name, description, group },
		}),
	);
	const groups = [...new Set(components.flatMap(({ group }) => group ?? []))];
	const inGroups = byGroups(components, groups);
	return {
		page: pageFieldsOf(state),
		...(inGroups.every((component, index) => component === components[index]) && { groups }),
		components,
		templates: recordsOfKind(state, 'template').map(({ id, value }) => ({
			id,
			...(value as TemplateValue),
		})),
		rules: rules(state).map(({ id, value }) => ({ id, ...value })),
	};
}

/** In the order of these groups; those without a group come first. */
export function byGroups<Component extends { readonly group?: string | null | undefined }>(
	components: readonly Component[],
	groups: readonly string[],
): Component[] {
	const rank = ({ group }: Component): number => (group == null ? -1 : groups.indexOf(group));
	return [...components].sort((a, b) => rank(a) - rank(b));
}

const kinds = ['page', 'component', 'template', 'rule'] as const;

/** The last commit that changed any of it, removals included. */
export const configurationSeq = (state: State): number =>
	kinds
		.flatMap((kind) => state.records.list.range(firstOf(kind), (record) => record.kind === kind))
		.reduce((latest, { seq }) => Math.max(latest, seq), 0);
