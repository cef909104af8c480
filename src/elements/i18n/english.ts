/**
 * Every word that the elements say, in English: the record that every other language translates, and what is said until
 * a translation has come. Plain, calm, no blame, and no guess sold as fact. One export each, so that the embed carries only what
 * its own banner says. `{names}` are filled in by {@link phrase}.
 */

/** Values whose word says more than the value itself; of the others, see {@link wordOf}. */
export const phases = {
	identified: 'Cause identified',
	monitoring: 'Fix in place, monitoring',
};
export const statuses = {
	operational: 'Working normally',
	maintenance: 'Under maintenance',
	degraded: 'Slower or less reliable',
	'partial-outage': 'Partly unavailable',
	'major-outage': 'Unavailable',
};
export const sentences = {
	operational: 'All systems are working normally',
	maintenance: 'Maintenance is in progress',
	degraded: 'Some systems are slower than usual',
	'partial-outage': 'Some systems are partly unavailable',
	'major-outage': 'A major outage is in progress',
};
export const pills = {
	operational: 'All systems normal',
	maintenance: 'Maintenance',
	degraded: 'Degraded',
	'partial-outage': 'Partial outage',
	'major-outage': 'Major outage',
};
export const kinds = { assurance: 'Security note' };

/** Each says exactly what its state means, and no more. */
export const safetyTitles = {
	unknown: 'Not yet known',
	investigating: 'Being investigated',
	safe: 'Data is safe',
	affected: 'Data is affected',
};
export const safetyMeanings = {
	unknown: 'We do not yet know whether data is affected.',
	investigating: 'We are investigating whether data is affected. There is no finding yet.',
	safe: 'Our finding is that data is safe.',
	affected: 'Our finding is that data is affected.',
};

export const updated = 'Updated {ago}';
export const asOf = 'As of {time}';
export const approvedBy = 'Approved by {who}';
export const justNow = 'just now';
// As Intl says it; for the minute in which there are no formats yet.
export const minutesAgo = '{count} min ago';
export const inMinutes = 'in {count} min';
export const promised = 'Next update by {time}';
export const late = 'The update promised for {time} is late';
export const promise = 'Next update by {time} ({relative})';
export const overdue = 'The update promised for {time} is late (due {relative})';
export const more = 'and {count} more';
export const estimate = 'Expected to be over between {earliest} and {latest}';
export const span = '{start} to {end}';
export const affected = 'Affected: {names}';
export const unaffected = 'Not affected: {names}';
export const workaround = 'What you can do now';
export const checklist = 'What you can do';
export const done = '{done} of {count} done. Kept in this browser only.';
export const statement = 'What we know';
export const evidence = 'How we know';
export const noEvidence = 'No evidence has been published with this note so far.';
export const updates = 'Updates';
export const earlier = 'Earlier updates ({count})';
export const noUpdates = 'No updates yet.';
export const dismiss = 'Dismiss';
export const previous = 'Previous notice';
export const next = 'Next notice';
export const position = '{index} of {count}';
export const turnedTo = '{index} of {count}: {title}';
export const statusPage = 'Status page';
export const support = 'Contact support';
export const region = 'Service status';
export const components = 'Components';
export const openNotices = 'Open notices';
export const noNotices = 'No open notices.';
export const upcoming = 'Upcoming maintenance';
export const close = 'Close';
export const openPanel = '{status}. Show service status';
export const noAssurance = 'There is no security note at the moment.';
export const connecting = 'Connecting to the status service…';
export const heard = 'Last heard {ago}.';
export const stale = 'Connection lost; reconnecting. Last heard {ago}.';
export const neverHeard = 'The status service cannot be reached. We keep trying.';
export const statusUnknown = 'Status unknown';
export const said = '{title}. {phase}.';

// What the offer, the notice in its place and the reports say besides.
/** A remedy's offer: each value is its own word. */
export const offers = {};
export const terms = 'Terms';
export const until = 'Until {time}';
export const offerEnded = 'This offer has ended. It could be claimed until {time}.';
export const claim = 'Claim this offer';
export const claiming = 'One moment…';
export const claimFailed = 'This did not work. Please try again.';
export const claimed = {
	link: 'You have opened this offer.',
	code: 'You have copied this code.',
	event: 'You have claimed this offer.',
};
export const copy = 'Copy code';
export const copied = 'Copied';
export const selected = 'The code is selected: copy it with your keyboard or menu.';
export const drill = 'Exercise: this is not a real incident.';
export const readMore = 'Read more';
export const isAffected = 'Are you affected?';
export const isWorking = 'Does it work again for you?';
export const says = {
	affected: 'I’m affected',
	'works-again': 'Works again for me',
	'still-broken': 'Still broken for me',
};
export const reportIs = {
	counted: 'Thank you. Your report has been counted.',
	refused: 'Your report was not taken. Please try again later.',
	unreached: 'Your report could not be sent. Please check your connection and try again.',
};
export const reportHolds = 'Only a count is sent, and nothing about you.';

// What the status panel, the timeline and the security note say besides.
export const actionStates = { 'in-progress': 'In progress' };
export const doing = 'What we are doing';
export const protecting = 'What protects you now';
export const addToCalendar = 'Add to calendar';
/** How news also reaches a reader; `{way}` is one of the ways. */
export const subscribe = 'Updates by {way}';
export const ways = { email: 'email', sms: 'SMS', rss: 'RSS', webhook: 'webhook', chat: 'chat' };
export const history = 'Last {days} days: {share} operational. Days with trouble: {count}.';
export const historyDays = 'Days that were not normal ({count})';
export const pairFor = '{name}: {value}, for {length}';
export const historyZone = 'Days begin at midnight UTC.';
export const historyFailed = 'The history cannot be loaded at the moment.';
export const today = 'Today';
export const pair = '{name}: {value}';
export const componentChanged = '{name}: {before} → {value}';
export const report = 'Report';
export const promisedActions = 'What we promised';
export const dueBy = 'by {day}';
export const overdueSince = 'Overdue: it was promised by {day}';
