import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ReportSummary } from '../../src/model/records/draft.ts';
import type { Clock } from '../core/clock.ts';
import type { CommandHandler } from '../core/command-handler.ts';
import type { LiveState } from '../core/live-state.ts';
import type { Keyring } from '../core/signing/keyring.ts';
import type { Tokens } from '../core/tokens.ts';
import type { Hub } from '../streaming/hub/hub.ts';
import type { Histories } from './cache/histories.ts';
import type { Snapshots } from './cache/snapshots.ts';

/** What the routes work with. */
export interface Services {
	readonly commandHandler: CommandHandler;
	readonly liveState: LiveState;
	readonly tokens: Tokens;
	readonly hub: Hub;
	readonly snapshots: Snapshots;
	readonly histories: Histories;
	readonly keyring: Keyring;
	readonly clock: Clock;
	/** The failures that visitors' pages reported lately for a component; `null` where none came or none are counted. */
	readonly recentFailures: (component: string) => ReportSummary | null;
	/** Whose request it is; `null` where a proxy does not tell. */
	readonly visitorOf: (peer: string | undefined, forwardedFor: string | undefined) => string | null;
}

export interface ApiEnvironment {
	Bindings: HttpBindings;
	Variables: { actor: string };
}
export type Api = OpenAPIHono<ApiEnvironment>;
