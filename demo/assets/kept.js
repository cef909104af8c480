/** What this browser keeps for Larkfield. A browser that refuses keeps nothing, and the page goes on without. */

/** A small store of JSON values under one prefix. */
const over = (area) => ({
	get(name) {
		try {
			return JSON.parse(area().getItem(`larkfield.${name}`) ?? 'null');
		} catch {
			return null;
		}
	},
	set(name, value) {
		try {
			area().setItem(`larkfield.${name}`, JSON.stringify(value));
		} catch {
			// Full, or forbidden by the reader's settings: what would be kept is lost with the page, no more.
		}
	},
});

/** For every tab, until it is cleared. */
export const kept = over(() => localStorage);
/** For this tab, until it is closed. */
export const keptByTab = over(() => sessionStorage);
