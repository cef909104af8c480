/** The page's one connection to Candor, which the banner and all elements share. */
import { feedFor } from '/demo/candor/index.js';

export const feed = feedFor(location.origin);
