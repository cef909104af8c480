/** Who is signed in. The session itself is a cookie that no script can read. */
import { createListeners } from '../../client/listeners.ts';
import { type Action, refusedAction } from '../../model/permissions.ts';
import { answer, homeApi, type Schema, whenSignedOut } from '../api/client.ts';
import { ApiError } from '../api/problem.ts';
import { clearUnsent } from './unsent.ts';

export type Session = Schema<'Session'>;

const listeners = createListeners();
/** `undefined`: not known yet. `null`: no operator is signed in. */
let current: Session | null | undefined;
/** Why the sign-in screen is shown; empty on a first visit. */
let reason = '';

function set(session: Session | null, why = ''): void {
	current = session;
	reason = why;
	listeners.notify();
}

whenSignedOut(() => {
	if (current) set(null, 'Your session has ended. Sign in again: what you wrote is still here.');
});

export const session = {
	get current() {
		return current;
	},
	get reason() {
		return reason;
	},
	subscribe: listeners.subscribe,

	/** Asks the server. Rejects when it does not answer. */
	async load(): Promise<void> {
		try {
			set(await answer(homeApi.GET('/v1/session')));
		} catch (error) {
			if (!(error instanceof ApiError) || error.status !== 401) throw error;
			set(null);
		}
	},

	/** Rejects with the server's sentence when the token is refused. */
	async signIn(token: string): Promise<void> {
		set(await answer(homeApi.POST('/v1/session', { body: { token } })));
	},

	/** Also removes what the operator has not sent from this browser. */
	async signOut(everywhere: boolean): Promise<void> {
		const operator = current?.operator.id;
		await answer(everywhere ? homeApi.DELETE('/v1/sessions') : homeApi.DELETE('/v1/session'));
		if (operator !== undefined) clearUnsent(operator);
		set(null);
	},
};

/** Whether the operator's role may do all of this. The server decides again. */
export const can = (...actions: readonly Action[]): boolean =>
	!!current && refusedAction(current.operator.role, actions) === undefined;

/** Whether the role may do at least one of these; also if there are none. */
export const canAny = (actions: readonly Action[]): boolean =>
	actions.length === 0 || actions.some((action) => can(action));
