import { h } from '../shared/dom.ts';

/** Long enough for every browser to have read the file. */
const readMs = 60_000;

/** Hands the reader a file that was made in the page: nothing is asked of any server. */
export function download(name: string, type: string, text: string): void {
	const address = URL.createObjectURL(new Blob([text], { type }));
	h('a', { href: address, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(address), readMs);
}
