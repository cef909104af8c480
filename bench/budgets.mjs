/**
 * The budgets. Each applies to Candor's median, or with `against` to the median of the ratios to that server, round by
 * round. `quick` applies to `npm run check`: few connections, two rounds, perhaps a busy machine. It only finds changes
 * that break something.
 */
export const budgets = [
	// The fan-out of 600-byte frames to 10,000 readers.
	{ scenario: 'fan-out', value: 'cpuUs', against: 'c', full: 1.6, quick: 2.4 },
	{ scenario: 'fan-out', value: 'cpuUs', against: 'res-write', full: 0.85, quick: 1.1 },
	{ scenario: 'fan-out', value: 'cpuUs', against: 'nchan', full: 1 },
	{ scenario: 'fan-out', value: 'lastMs', against: 'c', full: 1.7, quick: 2.6 },
	{ scenario: 'fan-out', value: 'idleKb', full: 5, quick: 9 },
	{ scenario: 'fan-out', value: 'afterKb', full: 6, quick: 14 },
	// All connect at once, and each gets a snapshot of 2 kB.
	{ scenario: 'storm', value: 'cpuUs', full: 90 },
	// A short storm ends before the code is compiled: only the ratio is meaningful.
	{ scenario: 'storm', value: 'cpuUs', against: 'res-write', quick: 0.9 },
	{ scenario: 'storm', value: 'seconds', full: 1.2, quick: 1.2, needsAcceptQueue: true },
	// 20 connections that read nothing, and 5,000 frames of 4 kB.
	{ scenario: 'slow', value: 'withMb', full: 60, quick: 60 },
	{ scenario: 'slow', value: 'leftOpen', full: 0, quick: 0 },
	{ scenario: 'slow', value: 'p99Ratio', full: 2, quick: 4 },
	// 5,000 half-open and 5,000 idle sockets from one address.
	{ scenario: 'flood', value: 'connectMs', full: 1_000, quick: 1_000 },
	{ scenario: 'flood', value: 'publishMs', full: 2_000, quick: 2_000 },
	// 40,000 connections on several processes, compared with 10,000 on one.
	{ scenario: 'processes', value: 'cpuUs', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'idleKb', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'afterKb', server: '4 processes', against: 'one process', full: 1.25 },
	// With four times the sockets, the kernel needs longer for each; the C program shows how much. A new process allocates memory
	// for connections that an older process already has.
	{ scenario: 'processes', value: 'overC', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'wholeKb', server: '4 processes', against: 'one process', full: 1.25 },
	{ scenario: 'processes', value: 'idleKb', server: '4 processes', full: 5 },
	{ scenario: 'processes', value: 'afterKb', server: '4 processes', full: 6 },
];
