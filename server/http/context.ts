import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk.ts';
import type { Follower } from '../follower.ts';
import type { Histories } from '../history/histories.ts';
import type { Hub } from '../hub/hub.ts';
import type { Intake } from '../intake/intake.ts';
import type { NoticeReports } from '../intake/notice-reports.ts';
import type { Keyring } from '../signing/keyring.ts';
import type { Tokens } from '../tokens.ts';
import type { Snapshots } from './snapshot.ts';

/** What the routes work with. */
export interface Services {
	readonly desk: Desk;
	readonly follower: Follower;
	readonly tokens: Tokens;
	readonly hub: Hub;
	readonly snapshots: Snapshots;
	readonly histories: Histories;
	readonly keyring: Keyring;
	readonly clock: Clock;
	/** Where visitors' pages report to; `null`: they may not. */
	readonly intake: Intake | null;
	/** What visitors say of the notices that ask for it. */
	readonly noticeReports: NoticeReports;
	/** Whose request it is; `null` where a proxy does not tell. */
	readonly visitorOf: (peer: string | undefined, forwardedFor: string | undefined) => string | null;
}

export interface ApiEnvironment {
	Bindings: HttpBindings;
	Variables: { actor: string };
}
export type Api = OpenAPIHono<ApiEnvironment>;
