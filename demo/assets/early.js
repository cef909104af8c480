/** Runs before the first paint, so that the chosen colour scheme and the position of the operator panel do not flash. */
const early = (area, name) => {
	try {
		return JSON.parse(area().getItem(`larkfield.${name}`));
	} catch {
		// Storage is forbidden: the system's settings apply.
		return null;
	}
};
const { dataset } = document.documentElement;
const theme = early(() => localStorage, 'theme');
if (theme === 'light' || theme === 'dark') dataset.theme = theme;
const open = early(() => sessionStorage, 'desk-open') ?? matchMedia('(min-width: 1240px)').matches;
dataset.desk = open ? 'open' : 'closed';
