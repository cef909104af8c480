/** A sign of life that something sends again and again. It fires when it is missing. */
import { bySecret } from '../proof.ts';
import type { SourceKind } from '../source-kind.ts';

export const heartbeat: SourceKind = {
	...bySecret,
	required: ['every'],
	optional: [],
	// The body says nothing: heartbeats.ts makes the alerts.
	parse: () => [],
};
