/** The elements that the script tag fetches where a page uses them. They use the script's client. */
import { definitions } from '../elements/definitions.ts';
import { task } from '../elements/shared/yield-to-main.ts';

/** Each in its own task, as those that the page has are made by that. */
export async function defineElements(): Promise<void> {
	for (const define of definitions) {
		define();
		await task();
	}
}
