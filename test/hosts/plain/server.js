export { markup as render } from './build.js';
