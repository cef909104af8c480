/**
 * `GET /v1/openapi.json`: the OpenAPI 3.1 document, generated from the schemas that validate the
 * requests.
 */
import type { Api } from '../context.ts';
import { withoutDefaults } from './openapi-defaults.ts';

const tags = [
	{ name: 'For pages', description: 'What the elements and the script ask for.' },
	{ name: 'Notices', description: 'Open, update and end notices.' },
	{ name: 'Post-mortems', description: 'Reports about ended notices.' },
	{ name: 'Remedies', description: 'Apologies with an offer.' },
	{ name: 'Components', description: 'The parts of the product.' },
	{ name: 'Page', description: 'The name and the links of the page.' },
	{ name: 'Drafts', description: 'Notices that failure counts suggest.' },
	{ name: 'Tokens', description: 'Operators’ access.' },
	{ name: 'Audit log', description: 'Who changed what.' },
	{ name: 'Server', description: 'What operators need to know about the server.' },
	{ name: 'Health', description: 'For process managers and load balancers.' },
];

export function openapiRoute(api: Api): void {
	api.openAPIRegistry.registerComponent('securitySchemes', 'operator', {
		type: 'http',
		scheme: 'bearer',
		description: 'An operator token, printed at the first start or created with POST /v1/tokens.',
	});
	let document: object | undefined;
	api.get('/v1/openapi.json', (context) => {
		document ??= withoutDefaults(
			api.getOpenAPI31Document({
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
			}),
		);
		return context.json(document, 200, { 'cache-control': 'public, max-age=300' });
	});
}
