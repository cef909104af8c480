/** Defines every element under its own tag; a tag that is taken already, by the embed script perhaps, is left alone. */
export type * from './index.ts';

import { definitions } from '../elements/definitions.ts';

for (const define of definitions) define();
