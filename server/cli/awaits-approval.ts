import type { JsonObject } from './api/response.ts';

/** Ends a command whose change waits for a second person. It is no error, but nothing is published. */
export class AwaitsApproval extends Error {
	override readonly name = 'AwaitsApproval';
	/** An `AwaitsApproval` of the API. */
	readonly draft: JsonObject;

	constructor(draft: JsonObject) {
		super('Nothing is published yet: a second person must approve it.');
		this.draft = draft;
	}
}
