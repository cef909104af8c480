/**
 * Reads frames and decodes only the fields that the client and the first banner use. All other fields stay as they came: elements
 * decode a record in full before they show it ({@link readable}).
 */
import { component, notice, update } from '../generated/essential-decoders.ts';
import { plain, recordsBy } from './decoder.ts';
import { frameReader } from './frame-reader.ts';

export const { readSnapshot, readFrame } = frameReader(
	recordsBy({ page: plain, component, notice, update, remedy: plain, postmortem: plain }),
);
