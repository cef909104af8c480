import { remedy } from '../generated/record-decoders.ts';
import type { RemedyValue } from '../generated/record-types.ts';
import type { Decoder } from './decoder.ts';
import { readOnce } from './read-once.ts';

/** A remedy's value. Clients pass it on unread, so that one that cannot be read does no harm to the rest: it is `null` here. */
export const readRemedy: Decoder<RemedyValue | null> = readOnce(remedy);
