/**
 * A mail server (smtp-server) in a process of its own. The local part of an address says what happens
 * to its e-mails: `gone-…` is refused for good, `later-…` is refused the first time, `spam-…` is
 * refused for its content. Prints a line of JSON for its port and for each e-mail.
 */
import { SMTPServer } from 'smtp-server';

const slowMs = Number(process.env.SLOW_MS ?? 0);
/** `tempfail`: refuses every sender for now. `reject`: for good. */
const mode = process.env.MODE ?? 'accept';
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const refusal = (responseCode, text) => Object.assign(new Error(text), { responseCode });

const tried = new Set();
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	disableReverseLookup: true,
	onAuth: ({ username, password }, _, done) =>
		username === 'candor' && password === 'p@ss:word'
			? done(null, { user: username })
			: done(refusal(535, 'Authentication failed')),
	onMailFrom(_, __, done) {
		if (mode === 'tempfail') return done(refusal(451, 'Try again later'));
		return mode === 'reject' ? done(refusal(550, 'Sender refused')) : done();
	},
	onRcptTo({ address }, _, done) {
		if (address.startsWith('gone-')) return done(refusal(550, `No such user ${address}`));
		if (!address.startsWith('later-') || tried.has(address)) return done();
		tried.add(address);
		return done(refusal(450, `Greylisted ${address}`));
	},
	onData(stream, session, done) {
		const chunks = [];
		stream.on('data', (chunk) => chunks.push(chunk));
		stream.on('end', () => {
			const to = session.envelope.rcptTo.map(({ address }) => address);
			setTimeout(() => {
				if (to[0]?.startsWith('spam-')) return done(refusal(554, 'Message refused'));
				print({ to, raw: Buffer.concat(chunks).toString('utf8') });
				return done();
			}, slowMs);
		});
	},
});
server.on('error', () => undefined);
const { port } = await new Promise((resolve) => {
	const listening = server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
		resolve(listening.address()),
	);
});
print({ port });
