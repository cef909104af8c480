/** The elements that the script tag fetches where a page uses them. They use the script's client. */
export { defineElements } from './elements/define-elements.ts';
