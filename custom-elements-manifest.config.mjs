/** Generates custom-elements.json from the elements' sources. It describes the public API only. */
export default {
	globs: [
		'src/elements/shared/{candor-element,dismiss-event}.ts',
		'src/elements/*/element.ts',
		'src/elements/banner/candor-banner.ts',
		'src/elements/contact/contact-event.ts',
		'src/elements/remedy/claim-event.ts',
	],
	litelement: true,
	// package.json already names the manifest: the analyzer must not rewrite it.
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
				manifest.modules = manifest.modules
					.filter(({ declarations }) => declarations.length > 0)
					// The analyzer lists modules in no fixed order.
					.sort((a, b) => (a.path < b.path ? -1 : 1));
				manifest.modules.push(definitions(manifest.modules));
			},
		},
	],
};

/** The path of the module in the package. */
const published = (path) => path.replace(/^\/?src\/(.*)\.ts$/, 'dist/src/$1.js');

/** The base classes are not described: each element lists their members as its own. */
const isExported = (name) => !['CandorElement', 'BannerElement'].includes(name);
const isPublic = ({ kind, name }) => kind === 'class' && isExported(name);

function describe({ superclass, ...declaration }, classes) {
	// The analyzer lists an event that the code dispatches once more, without a name.
	const isPublicMember = ({ static: isStatic, privacy, name }) =>
		name && !isStatic && !/^(private|protected)$/.test(privacy) && !name.startsWith('#');
	const flat = ({ inheritedFrom, ...member }) => member;
	for (const list of ['members', 'attributes', 'events'])
		if (declaration[list]) declaration[list] = declaration[list].filter(isPublicMember).map(flat);
	// The analyzer takes the name of a constructor's argument for the default of its field.
	for (const member of declaration.members ?? []) if (member.default === member.name) delete member.default;
	if (declaration.cssProperties)
		declaration.cssProperties = declaration.cssProperties.map(flat).flatMap(ofEachTone);
	// A superclass of ours is not described, so it is left out.
	const parent = outside(superclass, classes);
	return parent?.package ? { ...declaration, superclass: parent } : declaration;
}

/** The first superclass from another package. */
function outside(superclass, classes) {
	const own = classes.find(({ name }) => name === superclass?.name);
	return own ? outside(own.superclass, classes) : superclass;
}

const tones = ['info', 'maintenance', 'minor', 'major', 'critical', 'resolved', 'assurance'];

/** Expands a custom property that is documented once for all tones, with `TONE` as the tone's name. */
const ofEachTone = ({ name, description, ...property }) =>
	name.includes('TONE')
		? tones.map((tone) => ({
				...property,
				description: description.replaceAll('TONE', tone),
				name: name.replace('TONE', tone),
			}))
		: [{ description, name, ...property }];

/** The module that defines every element under its tag. */
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
