/**
 * Defines every element under its own tag. A tag that is defined already, for example by the script
 * tag, is left alone.
 */
export type * from './index.ts';

import './provide-client.ts';
import { definitions } from '../elements/definitions.ts';

for (const define of definitions) define();
