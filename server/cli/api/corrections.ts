/** The corrections of a notice, as the server gives them to operators. */
import type { RichText } from '../../../src/model/rich-text.ts';
import { sanitize } from '../terminal-text.ts';
import { type ApiClient, pathTo } from './client.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from './response.ts';

export interface Corrections {
	readonly body: JsonObject;
	readonly seq: number;
	/** Why the notice was retracted. `null`: it is not. */
	readonly retraction: {
		readonly title: string;
		readonly reason: string;
		readonly at: string;
		/** The updates that were removed with the notice. */
		readonly updates: readonly { readonly id: string; readonly text: RichText }[];
	} | null;
	readonly revisions: readonly {
		readonly update: string;
		readonly at: string;
		readonly reason: string;
		readonly text: RichText;
	}[];
	readonly redactions: readonly {
		readonly update: string | null;
		readonly at: string;
		readonly fields: readonly string[];
		readonly reason: string;
	}[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const rich = (value: unknown): RichText =>
	isObject(value) && Array.isArray(value.body) ? (value.body as RichText) : [];

/** Reads them with the operator's token. Every text is sanitized. */
export async function readCorrections(client: ApiClient, id: string): Promise<Corrections> {
	const body = requireObject(
		sanitize(await client.read(pathTo('v1', 'notices', id, 'corrections'), { asOperator: true })),
	);
	const { retraction } = body;
	return {
		body,
		seq: Number(body.seq),
		retraction: isObject(retraction)
			? {
					title: text(retraction.title),
					reason: text(retraction.reason),
					at: text(retraction.at),
					updates: requireObjects(retraction, 'updates').map((each) => ({
						id: text(each.id),
						text: rich(each),
					})),
				}
			: null,
		revisions: requireObjects(body, 'revisions').map((each) => ({
			update: text(each.update),
			at: text(each.at),
			reason: text(each.reason),
			text: rich(each.former),
		})),
		redactions: requireObjects(body, 'redactions').map((each) => ({
			update: typeof each.update === 'string' ? each.update : null,
			at: text(each.at),
			fields: Array.isArray(each.fields) ? each.fields.map(String) : [],
			reason: text(each.reason),
		})),
	};
}
