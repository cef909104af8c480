/** The display options of the page: read from its address, with links to change them. */

const choices = {
	theme: { label: 'Theme', options: { '': 'None', quiet: 'Quiet', warm: 'Warm', contrast: 'Contrast' } },
	scheme: { label: 'Light', options: { '': 'As the system', light: 'Light', dark: 'Dark' } },
	lang: {
		label: 'Language',
		options: {
			'': 'English',
			de: 'Deutsch',
			fr: 'Français',
			es: 'Español',
			pt: 'Português',
			ja: '日本語',
			ar: 'العربية',
		},
	},
	dir: { label: 'Direction', options: { '': 'Left to right', rtl: 'Right to left' } },
	placement: {
		label: 'Banner',
		options: {
			'': 'In the page',
			bottom: 'Bottom',
			top: 'Top',
			push: 'Top, pushes the page',
			shell: 'In an application shell',
		},
	},
};

/** How the banner of the played outage stands in the page. */
const placements = {
	bottom: { placement: 'bottom' },
	top: { placement: 'top' },
	push: { placement: 'top', space: 'push' },
	// The root of an application shell does not scroll.
	shell: { placement: 'top', space: 'push' },
};

const asked = new URLSearchParams(location.search);
/** The chosen value, where it is a valid choice. */
const chosen = (name) => {
	const value = asked.get(name) ?? '';
	return Object.hasOwn(choices[name].options, value) ? value : '';
};

/** The address of this page with one option set or removed. */
function addressWith(name, value) {
	const next = new URLSearchParams(location.search);
	const say = (name, value) => (value ? next.set(name, value) : next.delete(name));
	say(name, value);
	// A language sets its direction, which can be changed afterwards.
	if (name === 'lang') say('dir', value === 'ar' ? 'rtl' : '');
	return `?${next}`;
}

function choice(name, { label, options }) {
	const row = document.createElement('p');
	row.setAttribute('role', 'group');
	row.setAttribute('aria-label', label);
	const title = document.createElement('span');
	title.textContent = label;
	const links = Object.entries(options).map(([value, words]) => {
		const link = document.createElement('a');
		link.href = addressWith(name, value);
		link.textContent = words;
		if (name === 'lang') link.lang = value || 'en';
		if (value === chosen(name)) link.setAttribute('aria-current', 'true');
		return link;
	});
	const all = document.createElement('span');
	all.append(...links);
	row.append(title, all);
	return row;
}

function place(banner) {
	const name = chosen('placement');
	if (!name) return;
	for (const [attribute, value] of Object.entries(placements[name])) banner.setAttribute(attribute, value);
	document.documentElement.classList.toggle('shell', name === 'shell');
	document.body.prepend(banner);
}

/** Applies the options of the address, and fills `links` with the links. */
export function look(links, banner) {
	const page = document.documentElement;
	page.dir = chosen('dir') || 'ltr';
	page.lang = chosen('lang') || 'en';
	page.style.colorScheme = chosen('scheme');
	if (chosen('theme')) {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = `/themes/${chosen('theme')}.css`;
		document.head.append(link);
	}
	place(banner);
	links.append(...Object.entries(choices).map(([name, all]) => choice(name, all)));
}
