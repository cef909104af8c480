/** English: the texts that the other languages translate. */
export const en = {
	title: 'This page cannot be shown at the moment',
	unreachable: '{name} could not be reached.',
	slow: '{name} did not answer in time.',
	failed: '{name} answered with an error ({status}).',
	offline: 'You seem to be offline.',
	retrying: 'We keep trying. The page opens by itself as soon as it can; you do not need to do anything.',
	tryNow: 'Try now',
	trying: 'Trying now…',
	nextTry: 'Next try in {seconds} s',
	whenOnline: 'We try again as soon as you are online.',
	answered: '{name} answers again. If this page stays, try once more.',
	notices: 'From our status service',
	aboutNotices: 'A notice here may or may not be about this page.',
	noNotice: 'Our status service has no notice at the moment.',
	noStatus: 'Our status service cannot be reached at the moment.',
};

/** `{name}` is the product's name, `{status}` an HTTP status, `{seconds}` a whole number. */
export type Words = Readonly<Record<keyof typeof en, string>>;
