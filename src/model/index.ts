/** Candor's model: pure, and the same on the server and in the browser. */
export * from './commands.ts';
export * from './commit.ts';
export * from './decide.ts';
export * from './drafts.ts';
export * from './errors.ts';
export * from './event-stream.ts';
export * from './records.ts';
export * from './rich-text.ts';
export * from './view.ts';
export * from './vocabulary.ts';
export * from './wire.ts';
