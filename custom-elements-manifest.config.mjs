/** How custom-elements.json is made from the elements' sources: what a page may use, and nothing else. */
export default {
	globs: ['src/elements/candor-*.ts', 'src/elements/events.ts'],
	litelement: true,
	// package.json names the manifest already, and is not a tool's to rewrite.
	packagejson: false,
	plugins: [
		{
			name: 'public-only',
			packageLinkPhase({ customElementsManifest: manifest }) {
				for (const module of manifest.modules) {
					module.path = published(module.path);
					module.declarations = module.declarations.filter(isPublic).map(describe);
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

/** `CandorElement` is what the elements share; its members are listed with each of them. */
const isExported = (name) => name !== 'CandorElement';
const isPublic = ({ kind, name }) => kind === 'class' && isExported(name);

function describe({ superclass, ...declaration }) {
	// The analyzer lists an event that the code dispatches a second time, without its name.
	const own = ({ privacy, name }) => name && !/^(private|protected)$/.test(privacy) && !name.startsWith('#');
	const flat = ({ inheritedFrom, ...member }) => member;
	for (const list of ['members', 'attributes', 'events'])
		if (declaration[list]) declaration[list] = declaration[list].filter(own).map(flat);
	// Nobody can look a superclass up that is described nowhere.
	return superclass?.package ? { ...declaration, superclass } : declaration;
}

/** The module that gives every element its tag. */
const definitions = (modules) => ({
	kind: 'javascript-module',
	path: 'dist/src/define.js',
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
