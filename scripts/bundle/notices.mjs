/**
 * The licences of what the bundles contain: a comment at the top of each bundle, and one file with
 * all notices beside them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import licensePlugin from 'rollup-plugin-license';

/** Its types describe an ES module with a default export; it is CommonJS. */
const license = /** @type {typeof licensePlugin.default} */ (/** @type {unknown} */ (licensePlugin));

/** The file with the notices, beside the bundles. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

const { name, version, license: ownLicense } = JSON.parse(readFileSync('package.json', 'utf8'));
const introduction = `The browser files of ${name} ${version} contain code of these packages:`;

/** Packages of all bundles so far. @type {Map<string, string>} */
const notices = new Map();

/** Packages whose code is inside the published file of another one, which therefore hides them. */
const inside = { cally: ['atomico'] };

/** The notice of an installed package. */
function installed(name) {
	const folder = `node_modules/${name}`;
	const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
	const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
	return {
		name,
		version,
		license,
		licenseText: file && readFileSync(`${folder}/${file}`, 'utf8'),
		noticeText: null,
	};
}

/** @param {readonly import('rollup-plugin-license').Dependency[]} packages */
function writeNotices(packages) {
	const hidden = packages.flatMap(({ name }) => inside[/** @type {'cally'} */ (name)] ?? []).map(installed);
	for (const each of [...packages, ...hidden]) {
		if (!each.licenseText) throw new Error(`${each.name} has no licence file to publish with its code.`);
		const title = `${each.name} ${each.version} (${each.license})`;
		notices.set(
			title,
			[title, each.licenseText.trim(), each.noticeText?.trim()].filter(Boolean).join('\n\n'),
		);
	}
	const texts = [...notices].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
	writeFileSync(`dist/${noticesFile}`, `${[introduction, ...texts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

/** For each bundle, after the minifier. */
export const bundleNotices = () =>
	license({
		banner: {
			content: `/*! ${name} ${version}, ${ownLicense}. Licences of the packages inside: ${noticesFile} */`,
			commentStyle: 'none',
		},
		thirdParty: { output: writeNotices },
	});

/** For a script that becomes text inside a bundle. */
export const inlineNotices = () => license({ thirdParty: { output: writeNotices } });
