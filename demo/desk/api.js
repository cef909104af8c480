/** The panel's requests to Candor: reads use the public API, writes go through the demo server, which adds the token. */

const unreachable = 'Candor cannot be reached. Check that `npm start` still runs, then try again.';

/** The current public records of `GET /v1/snapshot`. Throws an error whose message can be shown. */
export async function look() {
	return (await answerTo('/v1/snapshot', { cache: 'no-store' })).records;
}

/**
 * Sends one write. With a key, a repeated request takes effect once.
 *
 * @param {{ method: string, path: string, body?: object }} request `path` begins with `/v1/`
 * @param {string | null} key
 */
export function send({ method, path, body }, key) {
	return answerTo(path.replace('/v1/', '/demo/desk/api/'), {
		method,
		headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
		body: JSON.stringify(body),
		// The request completes even when the visitor leaves the page.
		keepalive: true,
	});
}

async function answerTo(path, options) {
	let response;
	try {
		response = await fetch(path, options);
	} catch {
		throw new Error(unreachable);
	}
	const answer = await response.json().catch(() => null);
	if (response.ok && (answer || response.status === 204)) return answer;
	throw new Error(sentenceOf(answer) ?? `Candor answered with status ${response.status}. Try again.`);
}

/** The detail of a problem document, with the places in the request that it names. */
function sentenceOf(problem) {
	if (!problem?.detail) return null;
	const places = (problem.issues ?? []).map(({ path, message }) => `${path}: ${message}`);
	return [problem.detail, ...places.filter((place) => !place.includes(problem.detail))].join(' ');
}
