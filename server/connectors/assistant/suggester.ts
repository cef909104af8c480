/** Asks the model for texts, checks them, and keeps them as a suggestion. Nothing is published. */
import { checkTexts } from '../../../src/model/assistant/check-texts.ts';
import type { AssistantField, AssistantPurpose } from '../../../src/model/assistant/vocabulary.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Wording } from '../../../src/model/lint/finding.ts';
import { markdownOf } from '../../../src/model/markdown.ts';
import type { RedactionValue } from '../../../src/model/records/redaction.ts';
import { recordsOfKind, type State } from '../../../src/model/state/state.ts';
import { componentName } from '../../../src/model/views/components.ts';
import type { Notice } from '../../../src/model/views/notices.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { readAnswer, type SuggestedAnswer } from './answer-schemas.ts';
import type { AssistantOptions } from './assistant-options.ts';
import { type FactSources, factsFor } from './facts.ts';
import { failed, type ModelEndpoint } from './model-endpoint.ts';
import { type Completion, parsed } from './read-completion.ts';
import { requestBody } from './request-body.ts';
import type { StoredSuggestions, Suggestion } from './stored-suggestions.ts';

export interface Question {
	readonly purpose: AssistantPurpose;
	/** `null`: a new notice. */
	readonly notice: Notice | null;
	/** What the operator has noted; `null`: nothing. */
	readonly words: string | null;
	/** The private facts that may be sent. */
	readonly fields: readonly AssistantField[];
	/** Such as `en` or `pt-BR`. */
	readonly language: string;
}

interface Dependencies {
	readonly options: AssistantOptions;
	readonly endpoint: ModelEndpoint;
	readonly suggestions: StoredSuggestions;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly newId: () => string;
	/** What else is known now. */
	readonly sources: () => FactSources;
}

/** UTF-16 units of the facts. */
const longestFacts = 60_000;

export class Suggester {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** Throws CandorError `assistant-failed`, and `invalid` if there is nothing to write about. */
	async suggest(question: Question, actor: string, stopping: AbortSignal): Promise<Suggestion> {
		const { options, endpoint, suggestions, liveState, clock, newId, sources } = this.#dependencies;
		const { purpose, notice, language, fields } = question;
		const askedAt = liveState.state.seq;
		const facts = JSON.stringify(factsFor(question, sources()));
		if (facts.length > longestFacts)
			throw new CandorError(
				'invalid',
				'There are too many facts for the assistant. Name fewer private fields, or write the text yourself.',
				[{ path: 'fields', message: 'Name fewer of them.' }],
			);
		const request = requestBody({ purpose, language, facts }, options);
		const completion = await endpoint.complete(request, stopping);
		const { texts, questions } = answerOf(purpose, completion);
		assertMarkdown(texts);
		const { state } = liveState;
		if (notice && isRedactedSince(state, notice.id, askedAt))
			throw failed('Words of the notice were redacted while the assistant wrote. Ask again.');
		const wording = purpose === 'postmortem' ? null : wordingOf(question, state);
		const value = {
			...{ purpose, notice: notice?.id ?? null, language, fields: [...fields], model: options.model },
			...{ request, texts, questions: [...questions], tokens: completion.tokens },
			findings: [...checkTexts({ texts, facts, language, wording })],
			...{ askedBy: actor, askedAt: new Date(clock.now()).toISOString() },
			...{ acceptedBy: null, acceptedAt: null, draft: null },
		};
		const id = newId();
		await suggestions.add(id, value);
		return { id, version: 1, value };
	}
}

function answerOf(
	purpose: AssistantPurpose,
	{ content, isRefused, finishReason }: Completion,
): SuggestedAnswer {
	if (isRefused || finishReason === 'content_filter')
		throw failed('The assistant refused to write this. Write the text yourself.');
	if (finishReason === 'length')
		throw failed(
			'The answer of the assistant was cut off, because it reached its limit of tokens. An admin can raise CANDOR_ASSISTANT_TOKENS.',
		);
	const answer = readAnswer(purpose, parsed(content));
	if (answer) return answer;
	throw failed(
		'The answer of the assistant has not the form that was asked for. Ask again, or write the text. If this goes on, the model knows no structured output: an admin must choose another (CANDOR_ASSISTANT_MODEL).',
	);
}

/** HTML and other markup that no notice can hold is refused as a whole. */
function assertMarkdown({ title: _, ...texts }: Readonly<Record<string, string>>): void {
	for (const [field, text] of Object.entries(texts))
		try {
			parseMarkdown(text);
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			throw failed(
				`The assistant wrote markup that no notice can hold (${field}). Nothing of it is kept. Ask again, or write the text.`,
			);
		}
}

const isRedactedSince = (state: State, notice: string, seq: number): boolean =>
	recordsOfKind(state, 'redaction').some(
		(record) => record.seq > seq && (record.value as RedactionValue | null)?.notice === notice,
	);

/** The notice as it would read with the texts. */
function wordingOf(
	{ purpose, notice }: Question,
	state: State,
): Omit<Wording, 'title' | 'body' | 'workaround'> {
	const nameOf = (component: string): string => componentName(state, component);
	const { dataSafety, affected = [], unaffected = [] } = notice?.value ?? {};
	return {
		kind: notice?.value.kind ?? 'incident',
		impact: notice?.value.impact ?? 'minor',
		checklist: [],
		affected: affected.map(({ component, status }) => ({ name: nameOf(component), status })),
		unaffected: unaffected.map(nameOf),
		safety: dataSafety
			? {
					state: dataSafety.state,
					statement: markdownOf(dataSafety.statement),
					evidence: markdownOf(dataSafety.evidence),
				}
			: null,
		hasNoPromise: false,
		isEnd: purpose === 'resolve',
	};
}
