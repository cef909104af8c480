/** The parameters of the protocol that can limit an answer: newer endpoints know the first, older ones the second. */
export const tokenParameters = ['max_completion_tokens', 'max_tokens'] as const;
export type TokenParameter = (typeof tokenParameters)[number];

export interface AssistantOptions {
	/**
	 * The base address of an OpenAI-compatible API, such as `https://api.example.com/v1`. Requests go to
	 * `/chat/completions` below it.
	 */
	readonly url: string;
	readonly model: string;
	/** The secret of the API; `null`: it needs none. */
	readonly key: string | null;
	/** Inside addresses and ranges that it may reach. Default: none. */
	readonly allowed?: readonly string[];
	/** The most tokens of an answer. Default: 2,000. */
	readonly tokens?: number;
	/** Default: `max_completion_tokens`. */
	readonly tokenParameter?: TokenParameter;
}

export const assistantDefaults = {
	allowed: [],
	tokens: 2_000,
	tokenParameter: 'max_completion_tokens',
} as const satisfies Partial<AssistantOptions>;
