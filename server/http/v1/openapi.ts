/**
 * `GET /v1/openapi.json`: the OpenAPI 3.1 document, generated from the schemas that validate the
 * requests.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Interruptible } from '../../core/sliced-work.ts';
import { type CachedBody, cachedBody, sendEncoded } from '../cache/encoded-body.ts';
import type { Api, Services } from '../context.ts';
import { sessionCookie } from '../session-cookie.ts';
import { withoutDefaults } from './openapi-defaults.ts';

const tags = [
	{ name: 'For pages', description: 'What the elements and the script ask for.' },
	{ name: 'Notices', description: 'Open, update and end notices.' },
	{ name: 'Post-mortems', description: 'Reports about ended notices.' },
	{ name: 'Remedies', description: 'Apologies with an offer.' },
	{ name: 'Components', description: 'The parts of the product.' },
	{ name: 'Page', description: 'The name and the links of the page.' },
	{ name: 'Drafts', description: 'Notices that failure counts suggest.' },
	{ name: 'Assistant', description: 'Texts that a language model suggests. A person must accept each.' },
	{ name: 'Alerts', description: 'Monitoring tools, and what rules do about their alerts.' },
	{ name: 'Channels', description: 'Where notices are sent, and what was delivered.' },
	{ name: 'Slack', description: 'Operators draft and approve where they talk.' },
	{ name: 'Claims', description: 'What customers claim of remedies that pay out.' },
	{ name: 'Contact requests', description: 'Customers who ask for contact about a notice.' },
	{ name: 'Counts', description: 'What visitors did with notices, without identifiers.' },
	{ name: 'Subscribers', description: 'People who get e-mails about what happens.' },
	{ name: 'Series', description: 'Maintenance that recurs.' },
	{ name: 'Templates', description: 'Texts that operators fill in, and the policy pack that holds some.' },
	{ name: 'Promises', description: 'When the next updates are due, and whether they came in time.' },
	{ name: 'Drills', description: 'Incidents for practice, which no visitor sees.' },
	{ name: 'Tokens', description: 'Operators’ access.' },
	{ name: 'Sessions', description: 'Operators sign in to the console, and out.' },
	{ name: 'Audit log', description: 'Who changed what.' },
	{ name: 'Server', description: 'What operators need to know about the server.' },
	{ name: 'Statuspage API', description: 'What clients of Atlassian Statuspage ask for.' },
	{ name: 'Health', description: 'For process managers and load balancers.' },
];

const operator = {
	type: 'http',
	scheme: 'bearer',
	description: 'An operator token, printed at the first start or created with POST /v1/tokens.',
};

/** What the console has instead of a token. */
const session = {
	type: 'apiKey',
	in: 'cookie',
	name: sessionCookie,
	description:
		'A session of the console (`POST /v1/session`). Every request but GET and HEAD must come from a page of this server (`Origin`).',
};

/** What a monitoring tool has. */
const alertSource = {
	type: 'http',
	scheme: 'bearer',
	description: 'The secret of an alert source. Some tools sign their messages with it instead.',
};

const slackSignature = {
	type: 'apiKey',
	in: 'header',
	name: 'X-Slack-Signature',
	description: 'Slack signs its requests, with `X-Slack-Request-Timestamp`.',
};

const head = {
	openapi: '3.1.0',
	// Relative to this document, so that it leads to the mount path.
	servers: [{ url: '..', description: 'The server of this document.' }],
	tags,
	info: {
		title: 'Candor',
		version: '1',
		description:
			'The in-app status channel that survives the outage it reports. Reads are public; writes need an operator token. Errors are RFC 9457 problem details with a stable `code`.',
		license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
	},
};

/** In every response of the API but an open stream, which shares its head with other streams. */
const requestId = {
	description: 'Names the request in the server’s log.',
	schema: { type: 'string', example: '2f1c7c0e-8d0a-4c1e-9a35-5b8f0f8f3b52' },
};

/** Adds the headers that the middleware sets to the responses of a path. */
export function withRequestIds(item: object): object {
	const operations = Object.entries(item).map(([method, operation]) => {
		const responses = Object.entries<{ headers?: object; content?: object }>(operation.responses ?? {}).map(
			([status, response]) => {
				if (response.content && 'text/event-stream' in response.content) return [status, response];
				const headers = { ...response.headers, 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };
				return [status, { ...response, headers }];
			},
		);
		return [method, { ...operation, responses: Object.fromEntries(responses) }];
	});
	return Object.fromEntries(operations);
}

type Named = Record<string, object>;
interface Part {
	readonly paths?: Named;
	readonly components?: Record<string, Named>;
}

/** The registered routes of an API. */
const routesOf = ({ openAPIRegistry: { definitions } }: Api) =>
	definitions.flatMap((definition) => (definition.type === 'route' ? [definition.route] : []));

/**
 * The document of an API. The library makes all of it at once, and everything would wait for that,
 * for a third of a second. So it makes a document of each route, and these are merged.
 */
export function* openapiDocument(api: Api): Interruptible<object> {
	const paths: Named = {};
	const components: Record<string, Named> = {
		securitySchemes: { operator, session, alertSource, slackSignature },
		headers: { RequestId: requestId },
	};
	for (const route of routesOf(api)) {
		const single = new OpenAPIHono();
		single.openAPIRegistry.registerPath(route);
		const part: Part = withoutDefaults(single.getOpenAPI31Document(head));
		for (const [path, item] of Object.entries(part.paths ?? {}))
			paths[path] = { ...paths[path], ...withRequestIds(item) };
		for (const [kind, named] of Object.entries(part.components ?? {}))
			components[kind] = { ...components[kind], ...named };
		yield;
	}
	return { ...head, components, paths };
}

export function openapiRoute(api: Api, { slicedWork }: Pick<Services, 'slicedWork'>): void {
	let made: Promise<CachedBody> | undefined;
	api.get('/v1/openapi.json', async (context) => {
		made ??= slicedWork.run(
			() => openapiDocument(api),
			(document) => cachedBody(Buffer.from(JSON.stringify(document))),
		);
		const cached = await made.catch((error: unknown) => {
			// Too many long requests waited: it is made again for the next request.
			made = undefined;
			throw error;
		});
		const type = 'application/json; charset=utf-8';
		return sendEncoded(context, { ...cached, type, cacheControl: 'public, max-age=300' });
	});
}
