/** The script of the page that the worker answers with: it tries again, and says so. */
import type { Failure } from './failure.ts';
import { waitingSince } from './memory.ts';
import { watchNotices } from './notices.ts';
import { probe } from './probe.ts';
import { waitMs } from './wait.ts';
import * as words from './words.ts';

/** What the worker hands on, as JSON in `data-facts` of this script's tag. */
export interface Facts {
	readonly failure: Failure;
	readonly statuses: readonly number[];
	/** How long the product asked to be left alone, milliseconds; 0: it did not. */
	readonly retryAfterMs: number;
}

const facts = JSON.parse((document.currentScript as HTMLScriptElement).dataset.facts as string) as Facts;
const part = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const [online, offline, reason, next, button] = ['online', 'offline', 'reason', 'next', 'try'].map(part) as [
	HTMLElement,
	HTMLElement,
	HTMLElement,
	HTMLElement,
	HTMLElement,
];
const now = (): number => performance.now();
const since = waitingSince(Date.now());
const wait = (retryAfterMs: number): number => waitMs(Date.now() - since, retryAfterMs, Math.random);

let due = now() + wait(facts.retryAfterMs);
let trying = false;
/** There was an answer: from here on only the visitor tries, as an answer such as a download leaves this page as it is. */
let answered = false;

function show(): void {
	online.hidden = !navigator.onLine;
	offline.hidden = navigator.onLine;
	next.textContent = trying
		? words.trying
		: answered
			? words.answered
			: navigator.onLine
				? words.nextTry(Math.max(1, Math.ceil((due - now()) / 1000)))
				: words.whenOnline;
}

async function attempt(): Promise<void> {
	if (trying) return;
	trying = true;
	show();
	const { failure, retryAfterMs } = await probe(facts.statuses);
	trying = false;
	due = now() + wait(retryAfterMs);
	if (failure === null) {
		answered = true;
		// The same address once more, as a GET: the worker takes no other navigation over.
		location.reload();
	} else reason.textContent = words.reason(failure);
	show();
}

/** Nobody looks at a hidden page: it asks again once somebody does. */
function tick(): void {
	if (document.visibilityState === 'hidden') return;
	if (!answered && navigator.onLine && now() >= due) void attempt();
	else show();
}

/** A network that is back has all its visitors back at the same moment. */
const onlineSpreadMs = 2_000;
addEventListener('online', () => {
	due = now() + Math.random() * onlineSpreadMs;
	show();
});
addEventListener('offline', show);
document.addEventListener('visibilitychange', tick);
button.addEventListener('click', () => void attempt());
setInterval(tick, 500);
show();
watchNotices(part('banner'), part('about'), part('none'));
