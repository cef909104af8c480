/** What elements show, for a page that counts it (src/counts). Elsewhere nothing listens. */
import type { Notice } from '../model/views/notices.ts';
import type { Remedy } from '../model/views/remedies.ts';

export interface ReachListener {
	/** The notices on the page; `details`: where all about them is open, else `null`. */
	notices(shown: readonly Notice[], details: HTMLElement | null): void;
	remedy(shown: Remedy): void;
}

let listener: ReachListener | undefined;

export const setReachListener = (given: ReachListener): void => {
	listener = given;
};

export const reach = (): ReachListener | undefined => listener;
