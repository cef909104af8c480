import 'candor/define';
import { start } from './build.js';

start(document, globalThis.source);
