/** Reads frames and decodes their records in full, except for remedies and post-mortems (read-remedy.ts, read-postmortem.ts). */
import { component, notice, page, update } from '../generated/record-decoders.ts';
import { type Decoder, plain, recordsBy } from './decoder.ts';
import { frameReader } from './frame-reader.ts';

export const decoders: Readonly<Record<string, Decoder<object>>> = {
	page,
	component,
	notice,
	update,
	remedy: plain,
	postmortem: plain,
};

/** Decodes a list of records. Records of unknown kinds are dropped. */
export const readRecords = /* @__PURE__ */ recordsBy(decoders);

export const { readSnapshot, readFrame } = /* @__PURE__ */ frameReader(readRecords);
