/** The one connection that this page has to Candor: the banner and every element share it, in whichever file they came. */
import { feedFor } from '/demo/candor/index.js';

export const feed = feedFor(location.origin);
