/** Connects the elements to the client of this package. Imported for its effect. */
import { feedFor, shared } from '../client/index.ts';
import { provideClient } from '../client/page-client.ts';

provideClient({ feedFor, shared });
