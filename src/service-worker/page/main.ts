/** The script of the page that the worker answers with: it checks the product until it answers, and shows what it does. */
import { RequestBudget, spreadMs } from '../../model/backoff.ts';
import { checkProduct } from './check-product.ts';
import type { Failure } from './failure.ts';
import { type FailureWords, fill, isolate, reasonText } from './fill.ts';
import { type NoticeWords, watchNotices } from './notice-area.ts';
import { outageStart } from './outage-start.ts';
import { retryDelayMs } from './retry-delay.ts';

/** The texts that this script shows, in the visitor's language. */
export interface PageWords extends FailureWords, NoticeWords {
	readonly trying: string;
	readonly answered: string;
	readonly nextTry: string;
	readonly whenOnline: string;
}

/** What the worker passes on, as JSON in `data-facts` of this script's tag. */
export interface Facts {
	/** The product's name. */
	readonly name: string;
	readonly failure: Failure;
	readonly statuses: readonly number[];
	/** What the product sent as `Retry-After`, milliseconds; 0: nothing. */
	readonly retryAfterMs: number;
	readonly words: PageWords;
}

const facts = JSON.parse((document.currentScript as HTMLScriptElement).dataset.facts as string) as Facts;
const { name, words } = facts;
const part = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const [online, offline, next, button] = ['online', 'offline', 'next', 'try'].map(part) as [
	HTMLElement,
	HTMLElement,
	HTMLElement,
	HTMLElement,
];
const now = (): number => performance.now();
const startedAt = outageStart(Date.now());
const random = (): number => Math.random();
const delayMs = (retryAfterMs: number): number => retryDelayMs(Date.now() - startedAt, retryAfterMs, random);

/** When the product is checked next, monotonic milliseconds. */
let dueAt = now() + delayMs(facts.retryAfterMs);
/** The product asked for no request before this time, monotonic milliseconds. */
let notBefore = now() + facts.retryAfterMs;
/** However often the network comes and goes: at most so many checks in a minute. */
const budget = new RequestBudget(8, 60_000);
let isTrying = false;
/**
 * The product answered and the page was loaded again. After that only the visitor tries: an answer such as a download leaves this page
 * in place, and an automatic try would repeat it.
 */
let hasAnswered = false;

function nextText(): string {
	if (isTrying) return words.trying;
	if (hasAnswered) return fill(words.answered, { name: isolate(name) });
	if (!navigator.onLine) return words.whenOnline;
	return fill(words.nextTry, { seconds: Math.max(1, Math.ceil((dueAt - now()) / 1000)) });
}

function show(): void {
	online.hidden = !navigator.onLine;
	offline.hidden = navigator.onLine;
	next.textContent = nextText();
}

function setDue(time: number): void {
	dueAt = Math.max(time, now() + budget.availableInMs(1, now()));
}

async function tryAgain(): Promise<void> {
	if (isTrying) return;
	isTrying = true;
	budget.spend(now());
	show();
	const { failure, retryAfterMs } = await checkProduct(facts.statuses);
	isTrying = false;
	setDue(now() + delayMs(retryAfterMs));
	notBefore = now() + retryAfterMs;
	if (failure === null) {
		hasAnswered = true;
		// The same address again, as a GET: the worker answers for no other kind of navigation.
		location.reload();
	} else online.textContent = reasonText(words, failure, name);
	show();
}

/** A hidden page sends no requests; it tries again when it becomes visible. */
function tick(): void {
	if (document.visibilityState === 'hidden') return;
	if (!hasAnswered && navigator.onLine && now() >= dueAt) void tryAgain();
	else show();
}

/** When a network returns, it returns for all its visitors at once: their requests are spread over this time. */
const onlineSpreadMs = 2_000;
addEventListener('online', () => {
	setDue(Math.max(now(), notBefore) + spreadMs(onlineSpreadMs, random));
	show();
});
addEventListener('offline', show);
document.addEventListener('visibilitychange', tick);
button.addEventListener('click', () => void tryAgain());
setInterval(tick, 500);
show();
watchNotices(part('banner'), part('about'), part('none'), words);
