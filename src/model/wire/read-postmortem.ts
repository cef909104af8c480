import { postmortem } from '../generated/record-decoders.ts';
import type { PostmortemValue } from '../generated/record-types.ts';
import type { Decoder } from './decoder.ts';
import { readOnce } from './read-once.ts';

/** A post-mortem's value. Clients pass it on unread, so that one that cannot be read does no harm: it is `null` here. */
export const readPostmortem: Decoder<PostmortemValue | null> = readOnce(postmortem);
