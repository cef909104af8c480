/** Runs before the first paint, so that neither a chosen light or dark nor the desk's place flashes. */
const early = (area, name) => {
	try {
		return JSON.parse(area().getItem(`larkfield.${name}`));
	} catch {
		// The browser keeps nothing for this page: what the system and the window say stands.
		return null;
	}
};
const { dataset } = document.documentElement;
const theme = early(() => localStorage, 'theme');
if (theme === 'light' || theme === 'dark') dataset.theme = theme;
const open = early(() => sessionStorage, 'desk-open') ?? matchMedia('(min-width: 1240px)').matches;
dataset.desk = open ? 'open' : 'closed';
