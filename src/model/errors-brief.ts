/** What a page needs of an error that nobody reads: the build puts it in the place of errors.ts in the script tag's own file. */
import type { ErrorCode } from './errors.ts';

export class CandorError extends Error {
	declare readonly code: ErrorCode;

	constructor(code: ErrorCode) {
		super();
		this.code = code;
	}
}

export const badFrame = (): CandorError => new CandorError('bad-frame');
