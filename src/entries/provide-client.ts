/** Connects the elements to the client of this package. Imported for its effect. */

import { returnToPrimary } from '../client/connection/health-check.ts';
import { providePrimaryCheck } from '../client/connection/primary-check.ts';
import { fetchAround } from '../client/http/fetch-around.ts';
import { provideWayAround } from '../client/http/page-fetch.ts';
import { feedFor, shared } from '../client/index.ts';
import { provideClient } from '../client/page-client.ts';

provideClient({ feedFor, shared });
provideWayAround(fetchAround);
providePrimaryCheck(returnToPrimary);
