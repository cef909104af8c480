/** The command line that does the same as a request, so that a reader can try it. */

/** Quotes a word for a POSIX shell where needed. */
const quoted = (text) => (/^[\w./:=-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, '\\$&')}"`);

/** An option and its value; `null` removes the detail, `undefined` omits the option. */
function option(name, value) {
	if (value === undefined) return [];
	return value === null ? [`--no-${name}`] : [`--${name}`, quoted(value)];
}

const each = (name, values = []) => values.flatMap((value) => option(name, value));

/** A future time as a duration from now, as an operator types it: `20m`, `24h`. */
function fromNow(instant, now) {
	if (instant === undefined) return undefined;
	const minutes = Math.round((Date.parse(instant) - now) / 60_000);
	return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

const component = ({ component: id, status }) => (status ? `${id}=${status}` : id);

const details = (body, now) => [
	...option('phase', body.phase),
	...option('impact', body.impact),
	...each('component', body.affected?.map(component)),
	...each('unaffected', body.unaffected),
	...option('workaround', body.workaround),
	...each('action', body.actions),
	...each('step', body.checklist),
	...option('data-safety', body.dataSafety?.state),
	...option('statement', body.dataSafety?.statement),
	...option('evidence', body.dataSafety?.evidence),
	...option('approved-by', body.dataSafety?.approvedBy),
	...option('starts', body.window?.start),
	...option('ends', body.window?.end),
	...option('next-update', fromNow(body.promise?.nextUpdateBy, now)),
	...option('expires', fromNow(body.expiresAt, now)),
	...(body.reporting ? ['--reporting'] : []),
	...each('audience', audience(body.audience)),
];

/** `plan=business` */
const audience = (whom) =>
	Object.entries(whom?.attributes ?? {}).map(([name, values]) => `${name}=${values.join(',')}`);

const house = (body) => [
	...option('name', body.name),
	// A new component has none of the fields that are null.
	...option('description', body.description ?? undefined),
	...option('position', body.position?.toString()),
	...option('support-url', body.supportUrl),
];

const opening = ({ title, id, kind, body: words, ...rest }, now) => [
	'open',
	quoted(title),
	...option('id', id),
	...option('kind', kind),
	...option('message', words),
	...details(rest, now),
];

const saying = (command, notice, { body: words, ...rest }, now) => [
	command,
	notice,
	quoted(words),
	...details(rest, now),
];

const due = ({ title, dueBy }, now) => (dueBy === null ? title : `${title} @ ${fromNow(dueBy, now)}`);

const explaining = (notice, { title, body, actions }, now) => [
	'postmortem',
	'put',
	notice,
	quoted(title),
	...option('message', body),
	...actions.flatMap((action) => option(action.state, due(action, now))),
];

const repairing = (id, { title, apology, offer, terms, claim, notice, expiresAt }, now) => [
	'remedy',
	'put',
	id,
	quoted(title),
	...option('message', apology),
	...option('offer', offer.kind),
	...option('summary', offer.summary),
	...option('terms', terms),
	...option('claim-code', claim.code),
	...option('notice', notice),
	...option('expires', fromNow(expiresAt, now)),
];

/**
 * @param {{ path: string, body: object }} request one of the story's requests
 * @param {number} now epoch milliseconds, the base of relative times
 */
export function commandOf({ path, body }, now) {
	const [kind, id, verb] = path.replace('/v1/', '').split('/');
	return ['candor', ...wordsOf(kind, id, verb, body, now)].join(' ');
}

function wordsOf(kind, id, verb, body, now) {
	if (kind === 'page') return ['page', 'set', ...house(body)];
	if (kind === 'components') return ['components', 'set', id, ...house(body)];
	if (kind === 'remedies') return repairing(id, body, now);
	if (verb === 'postmortem') return explaining(id, body, now);
	if (verb === undefined) return opening(body, now);
	return saying(verb === 'updates' ? 'update' : 'resolve', id, body, now);
}
