/** What `createCandor` takes and returns. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { LaneLimit } from '../src/model/proposals/reviews.ts';
import type { SecondPersonReason } from '../src/model/vocabulary.ts';
import type { AssistantOptions } from './connectors/assistant/assistant-options.ts';
import type { ChannelOptions } from './connectors/channels/channels.ts';
import type { ContactOptions } from './connectors/contact/contact-options.ts';
import type { EmailOptions } from './connectors/email/email-options.ts';
import type { OriginsHookOptions } from './connectors/origins/origins-hook.ts';
import type { SlackOptions } from './connectors/slack/slack-options.ts';
import type { ReportOptions } from './connectors/visitor-reports/failure-reports.ts';
import type { PushOptions } from './connectors/web-push/push-options.ts';
import type { BackupOptions } from './core/backup/backup-options.ts';
import type { Clock } from './core/clock.ts';
import type { NewToken } from './core/tokens/token-info.ts';
import type { MetricsAccess } from './http/context.ts';
import type { OpenIdOptions } from './http/openid/provider.ts';
import type { FrontPageLink } from './site/pages/look.ts';
import type { StreamingOptions } from './streaming/streaming-options.ts';

export interface CandorOptions extends StreamingOptions {
	/**
	 * The folder for the embedded database and the key file; `null` keeps everything in memory, for
	 * tests. Default: `candor-data`.
	 */
	readonly data?: string | null;
	/**
	 * The address of a Postgres database, which any number of servers may share
	 * (docs/how-to/postgres.md): the log and the private store are there, and not in `data`. Default,
	 * `null`: none.
	 */
	readonly database?: string | null;
	/** An operator token for automation, in addition to those in the private store. Default: none. */
	readonly token?: string | null;
	/**
	 * The web origins that may read and write. Default, `null`: every page may read, and only pages
	 * of the server's own host may write.
	 */
	readonly origins?: readonly string[] | null;
	/** The mount path of the handler, for frameworks that leave it in the URL. Default: none. */
	readonly basePath?: string;
	/**
	 * The file with the signing keys ("candor keys"). Default: `keys.json` in the data folder, if it
	 * exists.
	 */
	readonly keys?: string | null;
	/** The number of days that a signature is valid. Default: 7. */
	readonly signatureDays?: number;
	/** Default: JSON lines on standard error. */
	readonly logger?: Logger;
	/**
	 * The data was restored from a backup: clients drop what they know of a later state. Default:
	 * false.
	 */
	readonly restored?: boolean;
	/**
	 * Signing was ended on purpose. Otherwise a server that has signed does not start without its key
	 * file. Default: false.
	 */
	readonly unsigned?: boolean;
	/**
	 * Accepts anonymous failure counts from visitors' pages and raises drafts
	 * (docs/how-to/is-it-you-or-us.md). Default, `null`: it accepts none.
	 */
	readonly reports?: ReportOptions | null;
	/**
	 * Accepts anonymous counts of what visitors do with notices, from pages whose tag has
	 * `data-counts="on"` (docs/how-to/counts.md). Default: false.
	 */
	readonly counts?: boolean;
	/**
	 * The policy pack: the name of one of the package, or the path of a file; `null`: none. Default:
	 * `general`. docs/reference/policy-packs.md
	 */
	readonly pack?: string | null;
	/**
	 * What a second person must approve (docs/how-to/two-persons.md). Default: nothing.
	 */
	readonly secondPersonFor?: readonly SecondPersonReason[];
	/** The lanes that review drafts which wait (docs/how-to/drafts.md). Default: none. */
	readonly reviewLanes?: readonly LaneLimit[];
	/**
	 * What the console shows beside the page's name, such as `production`. Default: nothing.
	 */
	readonly environment?: string | null;
	/** The identity provider of operators (docs/how-to/console.md). Default, `null`: none. */
	readonly openId?: OpenIdOptions | null;
	/**
	 * The address of the server as readers know it, for links in feeds and other documents. Default,
	 * `null`: the host of each request.
	 */
	readonly publicUrl?: string | null;
	/**
	 * Who may read `/metrics`: operators with a token (`token`), everyone (`open`), or no one (`off`).
	 * Default: `token`.
	 */
	readonly metrics?: MetricsAccess;
	/** Whether there is a status page at `/`, with a page for each notice. Default: true. */
	readonly site?: boolean;
	/** How channels reach their receivers (docs/how-to/channels.md). */
	readonly channels?: ChannelOptions;
	/**
	 * How the server sends e-mails to subscribers (docs/how-to/email.md). It needs `publicUrl`. Default,
	 * `null`: it sends none.
	 */
	readonly email?: EmailOptions | null;
	/**
	 * Notifications of browsers (docs/how-to/web-push.md). It needs an https: `publicUrl`. Default,
	 * `null`: none.
	 */
	readonly push?: PushOptions | null;
	/**
	 * The server accepts requests of customers for contact (docs/how-to/contact.md). Default, `null`: it
	 * accepts none.
	 */
	readonly contact?: ContactOptions | null;
	/**
	 * The language model that suggests texts to operators (docs/how-to/assistant.md). Default, `null`:
	 * none.
	 */
	readonly assistant?: AssistantOptions | null;
	/** What is called when the list of origins changes (docs/how-to/origins.md). Default, `null`: nothing. */
	readonly originsHook?: OriginsHookOptions | null;
	/**
	 * Operators draft and approve in Slack (docs/how-to/slack.md). It needs `publicUrl`. Default, `null`:
	 * they do not.
	 */
	readonly slack?: SlackOptions | null;
	/** How the server makes backups (docs/how-to/backups.md). Default, `null`: it makes none. */
	readonly backups?: BackupOptions | null;
	/**
	 * The https address of a picture that stands in place of the name on the status page. Default,
	 * `null`: none.
	 */
	readonly siteLogo?: string | null;
	/**
	 * The colour of links on the status page, such as `#0b6e4f`. Its lightness is changed where it
	 * could not be read. Default, `null`: blue.
	 */
	readonly siteAccent?: string | null;
	/** The pages of the host that the page at `/` leads to. Default: none. */
	readonly frontPageLinks?: readonly FrontPageLink[];
	/** Default: the system's clock. */
	readonly clock?: Clock;
	/** Default: random ids. */
	readonly newId?: () => string;
	/**
	 * A number from 0 to 1. It spreads events that must not happen all at once. Default:
	 * `Math.random`.
	 */
	readonly random?: () => number;
}

export const candorDefaults = {
	data: 'candor-data',
	signatureDays: 7,
	pack: 'general',
} as const satisfies CandorOptions;

export interface Candor {
	/** Answers every request below the mount path. Mount it before middleware that reads bodies. */
	readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
	/**
	 * Created when there is no token at all, as at the first start, and shown only once; otherwise
	 * `null`.
	 */
	readonly firstToken: NewToken | null;
	/**
	 * For a `node:http` server that serves only Candor: reads the first bytes of its connections, so
	 * that a stream needs a third less memory. Call it before `listen`; requests must still go to
	 * `handler`.
	 */
	attach(server: Server): void;
	/** The number of open streams, including those of worker processes. */
	readonly readers: number;
	/**
	 * Asks clients to reconnect, one by one, while the others still get every change. Then finishes
	 * the pending commands and closes the database.
	 */
	close(): Promise<void>;
}
