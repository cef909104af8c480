/** Larkfield's storage in this browser. Where storage is forbidden, the page works without it. */

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
			// Storage is full or forbidden: the value is lost with the page.
		}
	},
});

/** Shared by all tabs, until it is cleared. */
export const kept = over(() => localStorage);
/** For this tab, until it is closed. */
export const keptByTab = over(() => sessionStorage);
