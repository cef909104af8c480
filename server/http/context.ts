/** The types that all routes share. */
import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { ActionHistory } from '../../src/model/promises/action-history.ts';
import type { PromiseLedger } from '../../src/model/promises/promise-ledger.ts';
import type { LaneLimit } from '../../src/model/proposals/reviews.ts';
import type { ReportSummary } from '../../src/model/records/draft.ts';
import type { HeldDrill } from '../../src/model/report/operations.ts';
import type { Role, SecondPersonReason } from '../../src/model/vocabulary.ts';
import type { AuditLog } from '../core/audit/audit-log.ts';
import type { EntryChange } from '../core/audit/log-entry.ts';
import type { Backups } from '../core/backup/backups.ts';
import type { Clock } from '../core/clock.ts';
import type { Nodes } from '../core/cluster/nodes.ts';
import type { CommandHandler } from '../core/command-handler.ts';
import type { Leases } from '../core/leases/leases.ts';
import type { LiveState } from '../core/live-state.ts';
import type { Metrics } from '../core/metrics.ts';
import type { HistoryProjection } from '../core/projections/history-projection.ts';
import type { PublicTimes } from '../core/projections/public-times.ts';
import type { Reminders } from '../core/promises.ts';
import type { ReportError } from '../core/report-error.ts';
import type { Session, Sessions } from '../core/sessions/sessions.ts';
import type { Keyring } from '../core/signing/keyring.ts';
import type { SlicedWork } from '../core/sliced-work.ts';
import type { Tokens } from '../core/tokens/tokens.ts';
import type { Hub } from '../streaming/hub/hub.ts';
import type { DocumentCache } from './cache/document-cache.ts';
import type { HistoryCache } from './cache/history-cache.ts';
import type { SnapshotCache } from './cache/snapshot-cache.ts';
import type { OpenIdProvider } from './openid/provider.ts';
import type { SignIns } from './sign-ins.ts';

/** `token`: operators. `open`: all. `off`: there are none. */
export type MetricsAccess = 'token' | 'open' | 'off';

/** What the routes depend on. */
export interface Services {
	readonly auditLog: AuditLog;
	/** `null`: this server makes no backups. */
	readonly backups: Backups | null;
	readonly commandHandler: CommandHandler;
	/** The servers that share the database. */
	readonly nodes: Nodes;
	/** Which of them does which job. */
	readonly leases: Leases;
	readonly liveState: LiveState;
	readonly tokens: Tokens;
	readonly sessions: Sessions;
	readonly signIns: SignIns;
	readonly hub: Hub;
	readonly snapshotCache: SnapshotCache;
	readonly historyCache: HistoryCache;
	readonly documentCache: DocumentCache;
	readonly publicTimes: PublicTimes;
	readonly history: HistoryProjection;
	/** Whether this server has the hosted status page. */
	readonly hasSite: boolean;
	/** The model that suggests texts, and the host that it is asked at; `null`: the assistant is off. */
	readonly assistant: { readonly model: string; readonly host: string } | null;
	/** The drills that have ended, for the trust report. */
	readonly drillsHeld: () => Promise<readonly HeldDrill[]>;
	/** Whether this server sends e-mails to subscribers. */
	readonly hasEmail: boolean;
	/** Whether this server sends notifications to browsers. */
	readonly hasPush: boolean;
	/**
	 * The address of this server for readers, without a slash at its end; `null`: that of each
	 * request.
	 */
	readonly publicUrl: string | null;
	readonly keyring: Keyring;
	/** The counts of kept and broken promises. */
	readonly promises: PromiseLedger;
	/** When the actions of post-mortems were promised and done. */
	readonly actionHistory: ActionHistory;
	readonly reminders: Reminders;
	/** The policy pack; `null`: none. */
	readonly pack: PolicyPack | null;
	/** What the console shows beside the page's name, such as `production`; `null`: nothing. */
	readonly environment: string | null;
	/** The identity provider of operators; `null`: none. */
	readonly openId: OpenIdProvider | null;
	readonly metrics: Metrics;
	/** Reports an error of a request that no code expects. */
	readonly reportError: ReportError;
	/** Who may read the metrics. */
	readonly metricsAccess: MetricsAccess;
	readonly clock: Clock;
	readonly newRequestId: () => string;
	/** The number of open streams, including those of worker processes. */
	readonly readerCount: () => number;
	/** When this server started, epoch milliseconds. */
	readonly startedAt: number;
	/** For what takes long and may be requested by anyone. */
	readonly slicedWork: SlicedWork;
	/** What needs a second person. */
	readonly secondPersonFor: readonly SecondPersonReason[];
	/** The lanes that review drafts which wait. */
	readonly reviewLanes: readonly LaneLimit[];
	/**
	 * The recent failure counts of a component; `null` when there are none or the server accepts
	 * none.
	 */
	readonly recentFailures: (component: string) => ReportSummary | null;
	/** The network address of a client; `null` when a trusted proxy does not pass it on. */
	readonly clientAddress: (peer: string | undefined, forwardedFor: string | undefined) => string | null;
}

export interface ApiEnv {
	Bindings: HttpBindings;
	/**
	 * `actor`: the id of the operator's token; `role`: its role. `requireOperator` sets both.
	 * `requestId`: in the log, in `X-Request-Id` and in problem documents. `dryRun`: what a dry run would change; only in a dry run.
	 */
	Variables: {
		requestId: string;
		actor: string;
		role: Role;
		/** The person who answers for the token; `null`: not known. */
		owner: string | null;
		/** The session of the request; `null`: it has a token instead. */
		session: Session | null;
		/** Throws CandorError `unauthorized` when the token or the session has ended since. */
		assertSignedIn: () => Promise<unknown>;
		dryRun?: readonly EntryChange[];
	};
}
export type Api = OpenAPIHono<ApiEnv>;
