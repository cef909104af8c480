import { house } from '../records.js';

/** The history of the gallery's server has promises of each kind. */
export const promises = [['overdue, planned and done', house]];
