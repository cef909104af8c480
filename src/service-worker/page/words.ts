/** Every word of the page. It says what happened to this page, and never that a notice is the reason for it. */
import type { Failure } from './failure.ts';

export const title = 'This page cannot be shown at the moment';
/** Comes after the product's name. */
export const reason = (failure: Failure): string =>
	failure === 'unreachable'
		? 'could not be reached.'
		: failure === 'slow'
			? 'did not answer in time.'
			: `answered with an error (${failure}).`;
export const offline = 'You seem to be offline.';
export const promise =
	'We keep trying, and the page opens by itself as soon as it can. Nothing is needed from you.';
export const tryNow = 'Try now';
export const trying = 'Trying now…';
export const nextTry = (seconds: number): string => `Next try in ${seconds} s`;
export const whenOnline = 'We try again as soon as you are online.';
export const answered = 'There is an answer again. If this page stays, try once more.';
export const notices = 'From our status service';
export const notAlways = 'A notice here may or may not be about this page.';
export const noNotice = 'Our status service has no notice at the moment.';
export const noStatus = 'Our status service cannot be reached at the moment.';
