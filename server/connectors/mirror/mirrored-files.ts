/** What a mirror copies, and of which media types it is. */
import { documentTypes } from '../../http/document-types.ts';
import { documents } from '../../http/statuspage/documents.ts';

export const json = 'application/json; charset=utf-8';
export const script = 'text/javascript; charset=utf-8';
export const css = 'text/css; charset=utf-8';
export const text = 'text/plain; charset=utf-8';
const csv = 'text/csv; charset=utf-8';
export const html = 'text/html; charset=utf-8';

/** The scripts that pages load by name; further scripts are found in them. */
export const entryScripts = ['define.js', 'candor.js', 'candor-sw.js'];
/** For other programs, by their names: feeds, calendar, badges, and the Statuspage API. */
export const pageDocuments: readonly (readonly [name: string, type: string])[] = [
	...Object.entries(documentTypes),
	['report.json', json],
	['report.csv', csv],
	...Object.keys(documents).map((path) => [`api/v2/${path}.json`, json] as const),
];

/** Replaces a page that the server no longer has: a mirror cannot delete, and its words must go. */
export const gonePage = Buffer.from(
	'<!doctype html><html lang="en"><title>Not found</title><p>This page does not exist any more.',
);
/** In place of the ETag of such a page. */
export const goneTag = '"gone"';
