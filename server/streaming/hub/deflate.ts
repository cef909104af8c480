/**
 * Compressed streams without a compressor per connection. A stream with `Content-Encoding: gzip` is
 * one gzip member that never ends: its header, then the blocks of each frame. The blocks of a frame
 * refer to no byte before them, so they are made once for all streams, whatever each has received.
 */
import { constants, deflateRawSync } from 'node:zlib';

/** RFC 1952 section 2.3: deflate, no flags, no time, unknown system. */
export const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** A shorter frame gains little, and is stored as it is, which costs nothing. In bytes. */
const shortest = 1_400;
/** RFC 1951 section 3.2.4: a stored block begins with its kind, its length and the complement. */
const storedHeadBytes = 5;

const results = new WeakMap<Buffer, Buffer>();

/** The blocks of a frame. They end at a whole byte, so that a browser can read all of it at once. */
export function deflated(frame: Buffer): Buffer {
	const known = results.get(frame);
	if (known) return known;
	const blocks =
		frame.length < shortest ? stored(frame) : deflateRawSync(frame, { finishFlush: constants.Z_SYNC_FLUSH });
	results.set(frame, blocks);
	return blocks;
}

function stored(frame: Buffer): Buffer {
	const head = Buffer.alloc(storedHeadBytes);
	head.writeUInt16LE(frame.length, 1);
	head.writeUInt16LE(frame.length ^ 0xffff, 3);
	return Buffer.concat([head, frame]);
}

/** Whether a client accepts gzip, by its `Accept-Encoding` (RFC 9110 section 12.5.3). */
export const acceptsGzip = (header: string | undefined): boolean =>
	(header ?? '').split(',').some((each) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(each));
