/**
 * Every text of the elements in English: the template for every other language, and the fallback
 * until a translation has loaded. The labels of closed sets come from the model.
 *
 * A name here is also the name in `locales/TAG.json` and in `setCatalogue`. Those are public: an
 * embed that is pinned by its hash reads the files of newer servers for years. So a name stays,
 * even where it is old-fashioned.
 *
 * Each text is an export of its own, so that the embed contains only those of its own banner.
 * The file is long because it is one list: the build and the tests compare it as a whole with the
 * six other languages.
 *
 * {@link fillPlaceholders} fills `{names}`. A text with `one` and `other` has forms for a count.
 */
import { phaseLabels } from '../../model/labels.ts';

export {
	actionStateLabels as actionStates,
	impactLabels as impacts,
	kindLabels as kinds,
	offerLabels as offers,
	overallLabels as sentences,
	safetyLabels as safetyTitles,
	statusLabels as statuses,
} from '../../model/labels.ts';

/**
 * The phases of notices. The last one is the phase of a finding, which no operator has published.
 */
export const phases = { ...phaseLabels, 'noticed-by-page': 'Detected by this page' };

/** The status of all components, in one or two words. */
export const pills = {
	operational: 'All systems normal',
	maintenance: 'Maintenance',
	degraded: 'Degraded',
	'partial-outage': 'Partial outage',
	'major-outage': 'Major outage',
};

/** Each sentence says exactly what its state means, and no more. */
export const safetyMeanings = {
	unknown: 'We do not know yet whether any data was affected.',
	investigating: 'We are checking whether any data was affected. We do not know yet.',
	safe: 'Your data is safe. We have checked.',
	affected: 'Some data was affected.',
};

// Dates: the elements format them without `Intl`, whose first use blocks a slow phone.
/** From Sunday on. */
export const weekdays = { 0: 'Sun', 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat' };
export const months = {
	0: 'Jan',
	1: 'Feb',
	2: 'Mar',
	3: 'Apr',
	4: 'May',
	5: 'Jun',
	6: 'Jul',
	7: 'Aug',
	8: 'Sep',
	9: 'Oct',
	10: 'Nov',
	11: 'Dec',
};
export const date = '{day} {month}';
export const weekdayDate = '{weekday} {day} {month}';
/** `day` is a {@link weekdayDate}. */
export const dateTime = '{day}, {time}';
/** A time on the 12-hour clock. */
export const am = '{time} AM';
export const pm = '{time} PM';
/** A whole hour of the 12-hour clock within {@link timeSpan}. */
export const wholeHour = '{hour}';
/** Two times of one day. */
export const timeSpan = '{start}–{end}';

// Times.
export const updated = 'Updated {ago}';
export const asOf = 'As of {time}';
export const approvedBy = 'Approved by {who}';
export const justNow = 'just now';
export const minutesAgo = '{count} min ago';
export const inMinutes = 'in {count} min';
export const daysAgo = { one: '{count} day ago', other: '{count} days ago' };
export const inDays = { one: 'in {count} day', other: 'in {count} days' };
export const tomorrow = 'tomorrow';
export const yesterday = 'yesterday';
/** An hour to a day: `length` is {@link hours}, or {@link twoUnits} with {@link minutes}. */
export const inLength = 'in {length}';
export const lengthAgo = '{length} ago';
export const hours = '{count} hr';
export const minutes = '{count} min';
export const twoUnits = '{longer} {shorter}';
/** How long something lasts, or how late it is. */
export const dayLength = { one: '{count} day', other: '{count} days' };
export const hourLength = { one: '{count} hour', other: '{count} hours' };
export const minuteLength = { one: '{count} minute', other: '{count} minutes' };
/** The next update; `promise` with its time relative to now too. */
export const promised = 'Next update by {time}';
export const promise = 'Next update by {time} ({relative})';
/** An update that is late; `lateBy` when it is known by how much. */
export const late = 'We promised an update by {time}. It is late.';
export const lateBy = 'We promised an update by {time}. It is {length} late.';
export const estimate = 'Expected to be fixed between {earliest} and {latest}';
/** An estimate whose earliest and latest time are the same. */
export const estimateAt = 'Expected to be fixed by {time}';
/** Instead of an estimate that has passed. */
export const estimateLate = 'This is taking longer than expected';
/** Instead of a window whose end has passed, while the work goes on. */
export const windowLate = 'This is taking longer than planned';
/** Two times of different days. */
export const span = '{start} to {end}';
/** Between the names of a list. */
export const comma = ', ';

// What the page itself found out about its failing requests.
export const serversFailing = 'We are having trouble reaching our servers';
export const serversFailingAdvice =
	'Your connection works, but some of our servers do not respond. What you do now may not be saved. This message disappears when they respond again.';
export const pageOffline = 'You seem to be offline';
export const pageOfflineAdvice =
	'We cannot reach our servers or our status service from here. Please check your connection. What you do on this page may not be saved until you are online again.';

// Notices.
export const drill = 'Drill: this is not a real incident.';
/** What screen readers announce of a notice: the verdict first. */
export const said = '{phase}: {title}.';
/** The same with the first sentence of its text, which brings its own full stop. */
export const saidMore = '{phase}: {title}. {sentence}';
/** The title of a notice that has ended. */
export const ended = '{phase}: {title}';
export const affected = 'Affected: {names}';
export const unaffected = 'Not affected: {names}';
/** A list of components that is cut short. */
export const namesAndMore = '{names} and {count} more';
/** A component's status that an operator set, where an open notice says something worse. */
export const setByTeam = '{name}: {value}, set by our team';
/** The same in the list of components, beneath the status. */
export const hiddenNotice = 'Set by our team. An open notice says: {status}';
export const workaround = 'What you can do now';
export const doing = 'What we are doing';
export const yourData = 'Your data';
/** The heading of the latest update. */
export const latest = 'What happened';
export const updates = 'Updates';
/** An update that has no phase. */
export const update = 'Update';
export const earlier = { one: '{count} earlier update', other: '{count} earlier updates' };
export const noUpdates = 'No updates yet.';
/** Marks of an update that was corrected or backdated. */
export const edited = 'edited {time}';
export const withdrawn = 'withdrawn {time}';
export const textRemoved = 'text removed {time}';
export const addedLater = 'added later';
export const readMore = 'More about this';
export const statusPage = 'Status page';

// The banner.
export const more = 'and {count} more';
/** In the bar: the notices that it does not show. */
export const others = '+{count} more';
export const details = 'Details';
/** The mark of what has changed since the visitor looked. */
export const isNew = 'New';
export const dismiss = 'Dismiss';
/** What screen readers read of the button. It begins with the word that is seen. */
export const dismissNotice = 'Dismiss: {title}';
/** What screen readers read of the small button to which a dismissed banner shrinks. */
export const showNotice = 'Show notice: {title}';
/** Skip links: to the banner, and back. */
export const toNotice = 'Go to service notice';
export const toPage = 'Back to the page';
export const previous = 'Previous notice';
export const next = 'Next notice';
export const position = '{index} of {count}';
/** Announced when another notice is shown. */
export const turnedTo = '{index} of {count}: {title}';

// The connection to the status server.
export const connecting = 'Connecting to the status service…';
/** The last contact, while the connection is only now and then open. */
export const heard = 'Last contact {ago}.';
/** The last contact, while the connection is lost. */
export const stale = 'Connection lost. We are reconnecting. Last contact {ago}.';
export const neverHeard = 'We cannot reach the status service. We keep trying.';
export const statusUnknown = 'Status unknown';

// The status panel.
export const region = 'Service status';
export const openPanel = '{status}. Show service status';
export const close = 'Close';
export const components = 'Components';
/** Of many components: those without a group, and the search. */
export const withoutGroup = 'Other components';
export const search = 'Search components';
export const onlyProblems = 'Only problems';
export const found = { one: '{count} component found', other: '{count} components found' };
export const noneFound = 'No components match.';
export const showAll = 'Show all components';
export const openNotices = 'Open notices';
export const noNotices = 'No open notices.';
export const upcoming = 'Upcoming maintenance';
export const addToCalendar = 'Add to calendar';
export const support = 'Contact support';
/** Other ways to receive updates. */
export const subscribe = 'Updates by {way}';
export const ways = { email: 'email', sms: 'SMS', rss: 'RSS', webhook: 'webhook', chat: 'chat' };
export const history = 'Last {days} days: {share} uptime. Days with problems: {count}.';
/** The same of a component that is younger; `since`: one of the two texts below. */
export const historySince = '{since}: {share} uptime. Days with problems: {count}.';
export const since = 'Since {day}';
export const sinceToday = 'Since today';
export const uptime = '{share} uptime';
export const decimal = '.';
export const percent = '{value}%';
export const historyDays = 'Days with problems ({count})';
/** Beneath a list of past notices: before this day there are none in it. */
export const nothingSince = 'Nothing to report since {day}';
export const historyZone = 'Days begin at midnight UTC.';
export const historyFailed = 'We cannot load the history at the moment.';
export const today = 'Today';
export const pair = '{name}: {value}';
export const pairFor = '{name}: {value}, for {length}';

// The timeline and its post-mortem.
export const componentChanged = '{name}: {before} → {value}';
export const report = 'Report';
export const promisedActions = 'What we promised';
export const dueBy = 'by {day}';
export const overdueSince = 'Overdue: promised by {day}';

/** In the bar, beside the title of what followed an outage. */
export const followUp = 'After: {title}';

// The promised actions.
export const promisedOn = 'Promised on {day}';
export const doneOn = 'Done on {day}';
/** The promised day has moved: the first one. */
export const firstDueBy = 'at first by {day}';
/** The heading of the actions that are not done. */
export const stillToDo = 'Still to do';
export const noPromises = 'No promises yet.';

// The security note.
export const noAssurance = 'There is no security note at the moment.';
export const statement = 'What we know';
export const evidence = 'How we know';
export const noEvidence = 'No evidence published yet.';
export const protecting = 'What protects you now';
export const checklist = 'What you can do';
export const done = '{done} of {count} done · saved in this browser only';

// The remedy.
export const terms = 'Terms';
export const until = 'Claim by {time}';
export const offerEnded = 'This offer has ended. You could claim it until {time}.';
export const claim = 'Claim this offer';
export const claiming = 'One moment…';
export const claimFailed = 'This did not work. Please try again.';
/** By the way in which the offer is claimed. */
export const claimed = {
	link: 'You have opened this offer.',
	code: 'You have copied this code.',
	event: 'You have claimed this offer.',
};
/** Why nothing is left of an offer, or why a claim was not accepted. */
export const claimIs = {
	'sold-out': 'All of these offers have been claimed.',
	spent: 'The budget for this offer has been spent.',
	expired: 'This offer has ended.',
	refused: 'We could not accept this claim. Please contact us.',
	unreached: 'We could not send your claim. Please check your connection and try again.',
};
export const copy = 'Copy code';
export const copied = 'Copied';
export const selected = 'The code is selected: copy it with your keyboard or menu.';

// The request for contact.
export const contact = 'Contact me about this';
/** What became of it. Nothing is sent later. */
export const contactIs = {
	sent: 'Your request is sent.',
	asked: 'You have asked us to contact you about this.',
	refused: 'This is not possible here. Please contact us in another way.',
	unreached: 'Your request was not sent. Please check your connection and try again.',
};

// Visitor reports.
export const isAffected = 'Are you affected?';
export const isWorking = 'Is it working for you now?';
/** The answers. */
export const says = {
	affected: 'Yes, I’m affected',
	'works-again': 'Yes, it works again',
	'still-broken': 'No, it is still broken',
};
/** What became of an answer. */
export const reportIs = {
	counted: 'Thank you. We have counted your answer.',
	refused: 'We could not record your answer. Please try again later.',
	unreached: 'We could not send your answer. Please check your connection and try again.',
};
/** What is sent. */
export const reportHolds = 'Anonymous: we only count the answers.';
