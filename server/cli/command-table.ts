/**
 * All commands, each loaded when it is needed: most of a command's start is the loading of code.
 */
import type { Command } from 'commander';
import { valueOptions } from './global-options.ts';
import type { Io } from './io.ts';

type AddCommand = (program: Command, io: Io) => void;

/** In the order of `candor --help`. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
	open: async () => (await import('./commands/open.ts')).addOpen,
	update: async () => (await import('./commands/update.ts')).addUpdate,
	resolve: async () => (await import('./commands/resolve.ts')).addResolve,
	phase: async () => (await import('./commands/phase.ts')).addPhase,
	edit: async () => (await import('./commands/edit.ts')).addEdit,
	reopen: async () => (await import('./commands/reopen.ts')).addReopen,
	'edit-update': async () => (await import('./commands/edit-update.ts')).addEditUpdate,
	withdraw: async () => (await import('./commands/withdraw.ts')).addWithdraw,
	redact: async () => (await import('./commands/redact.ts')).addRedact,
	retract: async () => (await import('./commands/retract.ts')).addRetract,
	restore: async () => (await import('./commands/restore.ts')).addRestore,
	merge: async () => (await import('./commands/merge.ts')).addMerge,
	undo: async () => (await import('./commands/undo.ts')).addUndo,
	status: async () => (await import('./commands/status.ts')).addStatus,
	list: async () => (await import('./commands/list.ts')).addList,
	show: async () => (await import('./commands/show.ts')).addShow,
	watch: async () => (await import('./commands/watch.ts')).addWatch,
	promises: async () => (await import('./commands/promises.ts')).addPromises,
	checklist: async () => (await import('./commands/checklist.ts')).addChecklist,
	report: async () => (await import('./commands/report.ts')).addReport,
	credit: async () => (await import('./commands/credit.ts')).addCredit,
	reports: async () => (await import('./commands/reports.ts')).addReports,
	templates: async () => (await import('./commands/templates.ts')).addTemplates,
	alerts: async () => (await import('./commands/alerts.ts')).addAlerts,
	rules: async () => (await import('./commands/rules.ts')).addRules,
	channels: async () => (await import('./commands/channels.ts')).addChannels,
	subscribers: async () => (await import('./commands/subscribers.ts')).addSubscribers,
	series: async () => (await import('./commands/series.ts')).addSeries,
	drafts: async () => (await import('./commands/drafts.ts')).addDrafts,
	draft: async () => (await import('./commands/drafts.ts')).addDraft,
	approve: async () => (await import('./commands/approve.ts')).addApprove,
	promote: async () => (await import('./commands/promote.ts')).addPromote,
	remedy: async () => (await import('./commands/remedy.ts')).addRemedy,
	postmortem: async () => (await import('./commands/postmortem.ts')).addPostmortem,
	components: async () => (await import('./commands/components.ts')).addComponents,
	page: async () => (await import('./commands/page.ts')).addPage,
	origins: async () => (await import('./commands/origins.ts')).addOrigins,
	apply: async () => (await import('./commands/apply.ts')).addApply,
	import: async () => (await import('./commands/import.ts')).addImport,
	export: async () => (await import('./commands/export.ts')).addExport,
	pack: async () => (await import('./commands/pack.ts')).addPack,
	drill: async () => (await import('./commands/drill.ts')).addDrill,
	log: async () => (await import('./commands/log.ts')).addLog,
	profile: async () => (await import('./commands/profile.ts')).addProfile,
	token: async () => (await import('./commands/token.ts')).addToken,
	sessions: async () => (await import('./commands/sessions.ts')).addSessions,
	keys: async () => (await import('./commands/keys.ts')).addKeys,
	completion: async () => (await import('./commands/completion.ts')).addCompletion(addAll),
	backup: async () => (await import('./commands/backup.ts')).addBackup,
	mirror: async () => (await import('./commands/mirror.ts')).addMirror,
	migrate: async () => (await import('./commands/migrate.ts')).addMigrate,
	mcp: async () => (await import('./commands/mcp.ts')).addMcp,
	serve: async () => (await import('./commands/serve.ts')).addServe,
};

async function addAll(program: Command, io: Io): Promise<void> {
	for (const add of await Promise.all(Object.values(commands).map((load) => load()))) add(program, io);
}

/** Adds the command that the arguments name; all of them where they name none, as for the help. */
export async function addCommands(program: Command, io: Io, argv: readonly string[]): Promise<void> {
	const name = commandNameIn(argv);
	const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (load) (await load())(program, io);
	else await addAll(program, io);
}

/** The first argument that is neither an option nor the value of one. */
function commandNameIn(argv: readonly string[]): string | undefined {
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index] ?? '';
		if (!argument.startsWith('-')) return argument;
		if (valueOptions.includes(argument)) index++;
	}
	return undefined;
}
