/**
 * The client that the elements use. The elements do not import it: the script tag's second file is
 * built apart from the first and must use the connections of the first. Every entry provides the
 * client before an element is defined.
 */
import type { Feed } from './feed/feed.ts';
import type { Shared } from './feed/registry.ts';

export interface PageClient {
	feedFor(source: string): Feed;
	shared(): Shared;
}

let provided: PageClient | undefined;

export const provideClient = (client: PageClient): void => {
	provided = client;
};

function client(): PageClient {
	if (provided) return provided;
	throw new Error('Import candor or candor/define first.');
}

export const feedFor: PageClient['feedFor'] = (source) => client().feedFor(source);
export const shared: PageClient['shared'] = () => client().shared();
