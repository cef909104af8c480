/** Since when this tab has been waiting. It outlives the page: each try that fails late brings the page anew. */

const key = 'candor:waiting';
/** After so long without a try, what comes is another outage. */
const forgottenMs = 600_000;

/** Epoch milliseconds. */
export function waitingSince(now: number): number {
	let since = now;
	try {
		const [first, last] = (sessionStorage.getItem(key) ?? '').split(' ').map(Number);
		if (first && last && last <= now && now - last < forgottenMs) since = first;
		sessionStorage.setItem(key, `${since} ${now}`);
	} catch {
		// Storage is forbidden or full: then every page counts anew.
	}
	return since;
}
