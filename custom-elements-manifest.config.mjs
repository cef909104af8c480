/** How custom-elements.json is made from the elements' sources: what a page may use, and nothing else. */
export default {
	globs: [
		'src/elements/shared/{candor-element,dismiss-event}.ts',
		'src/elements/*/element.ts',
		'src/elements/banner/candor-banner.ts',
		'src/elements/remedy/claim-event.ts',
	],
	litelement: true,
	// package.json names the manifest already, and is not a tool's to rewrite.
	packagejson: false,
	plugins: [
		{
			name: 'public-only',
			packageLinkPhase({ customElementsManifest: manifest }) {
				const classes = manifest.modules.flatMap(({ declarations }) => declarations);
				for (const module of manifest.modules) {
					module.path = published(module.path);
					module.declarations = module.declarations
						.filter(isPublic)
						.map((declaration) => describe(declaration, classes));
					module.exports = module.exports.filter(({ name }) => isExported(name));
					for (const { declaration } of module.exports) declaration.module = published(declaration.module);
				}
				manifest.modules = manifest.modules.filter(({ declarations }) => declarations.length > 0);
				manifest.modules.push(definitions(manifest.modules));
			},
		},
	],
};

/** The module as it is in the package. */
const published = (path) => path.replace(/^\/?src\/(.*)\.ts$/, 'dist/src/$1.js');

/** What elements share is no element: its members are listed with each of them. */
const isExported = (name) => !['CandorElement', 'BannerElement'].includes(name);
const isPublic = ({ kind, name }) => kind === 'class' && isExported(name);

function describe({ superclass, ...declaration }, classes) {
	// The analyzer lists an event that the code dispatches a second time, without its name.
	const own = ({ static: isStatic, privacy, name }) =>
		name && !isStatic && !/^(private|protected)$/.test(privacy) && !name.startsWith('#');
	const flat = ({ inheritedFrom, ...member }) => member;
	for (const list of ['members', 'attributes', 'events'])
		if (declaration[list]) declaration[list] = declaration[list].filter(own).map(flat);
	// To the analyzer a field that the constructor fills has the name of its argument as default.
	for (const member of declaration.members ?? []) if (member.default === member.name) delete member.default;
	if (declaration.cssProperties)
		declaration.cssProperties = declaration.cssProperties.map(flat).flatMap(ofEachTone);
	// Nobody can look a superclass up that is described nowhere.
	const parent = outside(superclass, classes);
	return parent?.package ? { ...declaration, superclass: parent } : declaration;
}

/** The first superclass that is not ours. */
function outside(superclass, classes) {
	const own = classes.find(({ name }) => name === superclass?.name);
	return own ? outside(own.superclass, classes) : superclass;
}

const tones = ['info', 'maintenance', 'minor', 'major', 'critical', 'resolved', 'assurance'];

/** A custom property that each tone has is written once, with `TONE` for the tone. */
const ofEachTone = ({ name, description, ...property }) =>
	name.includes('TONE')
		? tones.map((tone) => ({
				...property,
				description: description.replaceAll('TONE', tone),
				name: name.replace('TONE', tone),
			}))
		: [{ description, name, ...property }];

/** The module that gives every element its tag. */
const definitions = (modules) => ({
	kind: 'javascript-module',
	path: 'dist/src/entries/define.js',
	declarations: [],
	exports: modules.flatMap(({ path, declarations }) =>
		declarations
			.filter(({ tagName }) => tagName)
			.map(({ tagName, name }) => ({
				kind: 'custom-element-definition',
				name: tagName,
				declaration: { name, module: path },
			})),
	),
});
