/**
 * What editors know about the elements, from custom-elements.json: completion and descriptions of
 * tags and attributes, and in JetBrains' editors of events, slots, parts and custom properties.
 *
 * VS Code reads its custom data format, version 1.1; JetBrains' editors read web-types.
 */
import { readFileSync } from 'node:fs';

/** The generated files, by their names: functions of the manifest that return the content. */
export const editorFiles = {
	'vscode.html-custom-data.json': (manifest) =>
		json({ version: 1.1, tags: elementsOf(manifest).map(customData) }),
	'web-types.json': (manifest) =>
		json({
			$schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
			name: 'candor',
			version: JSON.parse(readFileSync('package.json', 'utf8')).version,
			'description-markup': 'markdown',
			contributions: { html: { elements: elementsOf(manifest).map(webType) } },
		}),
};

const json = (value) => `${JSON.stringify(value, null, '\t')}\n`;

const elementsOf = ({ modules }) =>
	modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);

/** The words that an attribute's type allows, such as those of `'top' | 'bottom' | null`. */
const wordsOf = ({ type }) => [...(type?.text.matchAll(/'([^']+)'/g) ?? [])].map(([, word]) => word);
const isBoolean = ({ type }) => type?.text === 'boolean';

/** An element for VS Code. `valueSet: 'v'` says that an attribute has no value. */
const customData = ({ tagName, description, attributes = [] }) => ({
	name: tagName,
	description: markdown(description),
	attributes: attributes.map((attribute) => ({
		name: attribute.name,
		description: markdown(attribute.description),
		...(isBoolean(attribute) && { valueSet: 'v' }),
		...(wordsOf(attribute).length > 0 && { values: wordsOf(attribute).map((name) => ({ name })) }),
	})),
});
const markdown = (value) => ({ kind: 'markdown', value });

/** An element for JetBrains' editors. */
const webType = ({ tagName, description, attributes, members, events, slots, cssParts, cssProperties }) => ({
	name: tagName,
	description,
	attributes: (attributes ?? []).map((attribute) => ({
		name: attribute.name,
		description: attribute.description,
		value: isBoolean(attribute)
			? { kind: 'no-value', type: 'boolean' }
			: {
					type:
						wordsOf(attribute)
							.map((word) => `'${word}'`)
							.join(' | ') || 'string',
				},
	})),
	...(slots && { slots: slots.map(described) }),
	js: {
		properties: (members ?? [])
			.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic)
			.map((member) => ({ ...described(member), type: member.type?.text })),
		...(events && { events: events.map((event) => ({ ...described(event), type: event.type?.text })) }),
	},
	css: {
		...(cssParts && { parts: cssParts.map(described) }),
		...(cssProperties && { properties: cssProperties.map(described) }),
	},
});
const described = ({ name, description }) => ({ name, description });
