/** Candor's model: pure, and the same on the server and in the browser. */
export * from './audience.ts';
export * from './commands/aftermath.ts';
export * from './commands.ts';
export * from './commit.ts';
export * from './decide.ts';
export * from './defaults.ts';
export * from './drafts.ts';
export * from './errors.ts';
export * from './event-stream.ts';
export * from './locales.ts';
export * from './readable.ts';

export * from './records/aftermath.ts';
export * from './records/fields.ts';
export * from './records.ts';
export * from './rich-text.ts';
export * from './translation.ts';
export * from './view.ts';
export * from './view-more.ts';
export * from './vocabulary.ts';
export * from './wire/guard-more.ts';
export { readFrame, readSnapshot } from './wire/values.ts';
export * from './wire.ts';
