/** English: the texts that the other languages translate. */
export const en = {
	title: 'This page cannot be shown at the moment',
	unreachable: '{name} could not be reached.',
	slow: '{name} did not respond in time.',
	failed: '{name} responded with an error ({status}).',
	offline: 'You seem to be offline.',
	retrying: 'We keep trying. The page opens by itself as soon as possible. You do not need to do anything.',
	tryNow: 'Try now',
	trying: 'Trying now…',
	nextTry: 'Next try in {seconds} s',
	whenOnline: 'We will try again as soon as you are online.',
	answered: '{name} is responding again. If this page does not go away, try again.',
	notices: 'From our status service',
	aboutNotices: 'A notice shown here may not be about this page.',
	noNotice: 'Our status service has no notices at the moment.',
	noStatus: 'We cannot reach our status service at the moment.',
};

/** `{name}` is the product's name, `{status}` an HTTP status, `{seconds}` a whole number. */
export type Words = Readonly<Record<keyof typeof en, string>>;
