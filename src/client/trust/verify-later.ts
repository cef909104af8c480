/**
 * Signatures are checked by what the script tag fetches after itself: until it is there, nothing is asked of the servers, as nothing that
 * they said would be believed. The build puts this in the place of verify.ts in the script tag's own file.
 */
import type { createVerify as Create } from './verify.ts';

let give: (create: typeof Create) => void;
const given = new Promise<typeof Create>((resolve) => {
	give = resolve;
});

/** To be called once, with what checks. */
export const useVerify = (create: typeof Create): void => give(create);
export const createVerify: typeof Create = async (...settings) => (await given)(...settings);
