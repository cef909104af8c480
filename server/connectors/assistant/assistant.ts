/** The assistant, assembled: the endpoint of the model, what it has suggested, and the routes. */
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import type { ReportSummary } from '../../../src/model/records/draft.ts';
import type { RedactionValue } from '../../../src/model/records/redaction.ts';
import { recordsOfKind } from '../../../src/model/state/state.ts';
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { Api, Services } from '../../http/context.ts';
import type { StoredGroup } from '../alerts/stored-groups.ts';
import { type Lookup, outboundRequests } from '../channels/outbound-request.ts';
import { type AssistantOptions, assistantDefaults } from './assistant-options.ts';
import { assistantRoutes, type RunningAssistant } from './assistant-routes.ts';
import { ModelEndpoint } from './model-endpoint.ts';
import { RequestLimits } from './request-limits.ts';
import { StoredSuggestions } from './stored-suggestions.ts';
import { Suggester } from './suggester.ts';

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly random: () => number;
	readonly reportError: ReportError;
	/** `null`: the assistant is off. */
	readonly options: (AssistantOptions & AssistantTestOptions) | null;
	/** The alerts that rules treat as one incident each. */
	readonly alertGroups: () => readonly StoredGroup[];
	readonly recentFailures: (component: string) => ReportSummary | null;
}

/** What only tests set. */
export interface AssistantTestOptions {
	/** Default: the resolver of the system. */
	readonly lookup?: Lookup;
	/** Of the back-off. Default: 2 s, doubling up to 5 min. */
	readonly limits?: BackoffLimits;
}

export interface Assistant {
	/** The model and the host of the endpoint; `null`: the assistant is off. */
	readonly about: { readonly model: string; readonly host: string } | null;
	routes(api: Api, services: Services): void;
	/** Aborts the requests of now. */
	close(): void;
}

/** Removes first what was redacted while no server was running. */
export async function openAssistant(dependencies: Dependencies): Promise<Assistant> {
	const { privateStore, liveState, clock, reportError, options } = dependencies;
	const suggestions = new StoredSuggestions(privateStore, clock.now);
	const stopping = new AbortController();
	const assistant = options && running(dependencies, options, suggestions, stopping.signal);
	// A server on which the assistant is off now may have suggestions of earlier.
	for (const { value } of recordsOfKind(liveState.state, 'redaction'))
		if (value) await suggestions.forget(value as RedactionValue);
	const unsubscribe = liveState.subscribe(({ changes }) => {
		for (const { kind, value } of changes)
			if (kind === 'redaction' && value)
				suggestions
					.forget(value as RedactionValue)
					.catch((error: unknown) =>
						reportError(error, 'suggestions about redacted words could not be removed'),
					);
	});
	return {
		about: assistant && { model: assistant.model, host: assistant.host },
		routes: (api, services) => assistantRoutes(api, services, { assistant, suggestions }),
		close() {
			unsubscribe();
			stopping.abort();
		},
	};
}

function running(
	dependencies: Dependencies,
	options: AssistantOptions & AssistantTestOptions,
	suggestions: StoredSuggestions,
	stopping: AbortSignal,
): NonNullable<RunningAssistant> {
	const { liveState, clock, newId, random, alertGroups, recentFailures } = dependencies;
	const { allowed = assistantDefaults.allowed, lookup, limits, model, url } = options;
	const request = outboundRequests({ allowed, now: () => clock.now(), ...(lookup && { lookup }) });
	const endpoint = new ModelEndpoint(options, { request, clock, random, limits });
	const sources = () => ({
		...{ state: liveState.state, now: clock.now(), recentFailures },
		alertGroups: alertGroups(),
	});
	return {
		...{ model, host: new URL(url).host, endpoint, stopping, limits: new RequestLimits(clock.now()) },
		suggester: new Suggester({ options, endpoint, suggestions, liveState, clock, newId, sources }),
	};
}
