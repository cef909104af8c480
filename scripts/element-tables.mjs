// The tables of docs/reference/elements.md, from the manifest of the elements.

/** What is between these two lines of a document is made, and what is around them written by hand. */
const begin = '<!-- From here on made by `npm run build`, from custom-elements.json -->';
const end = '<!-- To here -->';

const makers = { 'docs/reference/elements.md': reference };

/** The documents that hold tables. */
export const documents = Object.keys(makers);

/**
 * A document with its tables as they should be.
 *
 * @param {string} path One of the documents.
 * @param {string} text What it says now.
 * @param {{ modules: { declarations: any[] }[] }} manifest
 */
export function withTables(path, text, manifest) {
	const [before, rest] = text.split(begin);
	const [, after] = rest?.split(end) ?? [];
	if (after === undefined)
		throw new Error(`${path} needs the lines "${begin}" and "${end}" around its tables.`);
	const declarations = manifest.modules.flatMap((module) => module.declarations);
	return `${before}${begin}\n\n${makers[path](declarations)}\n\n${end}${after}`;
}

function overview(elements) {
	const codes = (list = []) => list.map(nameOf).join(' ');
	return table(
		['element', 'attributes', 'parts', 'slots', 'events'],
		elements.map(({ tagName, attributes, cssParts, slots, events }) => [
			`[\`${tagName}\`](#${tagName})`,
			codes(attributes),
			codes(cssParts),
			codes(slots),
			codes(events),
		]),
	);
}

function reference(declarations) {
	const elements = elementsOf(declarations);
	const styled = elements.filter(({ cssProperties }) => cssProperties);
	const isShared = ({ name }) =>
		styled.every(({ cssProperties }) => cssProperties.some((each) => each.name === name));
	return [
		overview(elements),
		...elements.flatMap((element) => aboutElement(element, isShared)),
		'## What all share',
		styles(styled[0].cssProperties.filter(isShared)),
		...declarations.filter(({ tagName }) => !tagName).flatMap(aboutEvent),
	].join('\n\n');
}

/** Everything of one element but what all share. */
function aboutElement({ tagName, description, members, attributes, ...rest }, isShared) {
	const { events = [], cssParts = [], slots = [], cssProperties = [] } = rest;
	const fields = members
		.filter(({ kind }) => kind === 'field')
		.map((each) => ({ ...each, property: each.name }));
	const settings = [
		...fields.filter(({ attribute }) => attribute),
		...attributes.filter(({ fieldName }) => !fieldName).map((each) => ({ ...each, attribute: each.name })),
		...fields.filter(({ attribute }) => !attribute),
	];
	return [
		`## ${tagName}`,
		line(description),
		table(
			['attribute', 'property', 'type', 'default', 'meaning'],
			settings.map(({ attribute, property, type, default: value, description }) => [
				code(attribute),
				code(property),
				code(typeOf(type)),
				code(value === 'null' ? undefined : value),
				line(description),
			]),
		),
		table(
			['event', 'class', 'meaning'],
			events.map(({ name, type: { text }, description }) => [
				code(name),
				`[\`${text}\`](#${text.toLowerCase()})`,
				line(description),
			]),
		),
		table(['part', 'meaning'], cssParts.map(nameAndMeaning)),
		table(['slot', 'meaning'], slots.map(nameAndMeaning)),
		styles(cssProperties.filter((each) => !isShared(each))),
	].filter(Boolean);
}

function aboutEvent({ name, description, members }) {
	const signature = ({ name, kind, parameters = [] }) =>
		kind === 'method' ? `${name}(${parameters.map((each) => each.name).join(', ')})` : name;
	return [
		`## ${name}`,
		line(description),
		table(
			['member', 'type', 'meaning'],
			members.map((each) => [
				code(signature(each)),
				code((each.type ?? each.return.type).text),
				line(each.description),
			]),
		),
	];
}

/** The five colours of every tone are five lines, and not five times seven. */
function styles(list) {
	const colour = /^--candor-([a-z]+)-(surface|border|accent|text|muted)$/;
	const rows = list.map(({ name, default: value, description }) => {
		const [, tone, role] = (value === undefined && description.includes('tone') && colour.exec(name)) || [];
		return tone
			? [code(`--candor-TONE-${role}`), '', line(description.replace(tone, 'TONE'))]
			: [code(name), code(value), line(description)];
	});
	return table(
		['custom property', 'default', 'meaning'],
		rows.filter(([name], index) => rows.findIndex(([first]) => first === name) === index),
	);
}

const elementsOf = (declarations) => declarations.filter(({ tagName }) => tagName);
/** A slot may have no name. */
const nameOf = ({ name }) => (name ? code(name) : '(default)');
const nameAndMeaning = (each) => [nameOf(each), line(each.description)];
/** That something may be left out goes without saying. */
const typeOf = ({ text }) => text.replace(/ \| (null|undefined)\b/g, '');
const code = (text) => (text === undefined ? '' : `\`${text}\``);
const line = (text) => text.replaceAll('\n', ' ');

/** Columns have the width of their widest cell, as the formatter has them. No rows make no table. */
function table(head, rows) {
	if (rows.length === 0) return '';
	const cells = [head, ...rows].map((row) => row.map((cell) => (cell || '–').replaceAll('|', '\\|')));
	const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
	const [first, ...others] = cells.map(
		(row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
	);
	return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others].join('\n');
}
