/** Since when this tab has been waiting for the product. It outlives the page, because every failed reload makes a new page. */

const key = 'candor:waiting';
/** After this time without a page of ours, the next failure starts another outage. */
const forgetAfterMs = 600_000;

/** The start of the outage, epoch milliseconds; `now` where none is known. */
export function outageStart(now: number): number {
	let start = now;
	try {
		const [first, last] = (sessionStorage.getItem(key) ?? '').split(' ').map(Number);
		if (first && last && last <= now && now - last < forgetAfterMs) start = first;
		sessionStorage.setItem(key, `${start} ${now}`);
	} catch {
		// Storage is forbidden or full: then every page starts with the shortest delay.
	}
	return start;
}
