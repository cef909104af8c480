/** Counts without identifiers: loaded only where the script tag asks for it. The import has no side effects. */
export { type CountedPage, countPage } from './count-page.ts';
