/**
 * The client of elements that the script tag has fetched: the script's own. The build puts it in the place of index.ts there, so that
 * a page does not load the client twice.
 */
import type * as client from '../index.ts';

type Client = Pick<typeof client, 'feedFor' | 'shared'>;
let given: Client;

/** To be called before any element is made. */
export const useClient = (client: Client): void => {
	given = client;
};
export const feedFor: Client['feedFor'] = (source) => given.feedFor(source);
export const shared: Client['shared'] = () => given.shared();
export { followInPage } from '../resources/catalogues.ts';
