/** The address of a Postgres database, which holds a password. */

/** What is wrong with an address; `null`: nothing that can be seen without the database. */
export function databaseAddressProblem(text: string): string | null {
	const example = 'Use an address such as postgres://candor:password@db.example.com:5432/candor.';
	if (!/^postgres(?:ql)?:\/\/\S+$/.test(text)) return example;
	// A path of a socket has no host, which no URL may lack: "postgres://candor@/candor?host=/run/postgresql".
	const url = URL.canParse(text) ? text : text.replace('@/', '@socket/');
	if (!URL.canParse(url)) return `${example} Write @ : / and # in a password as %40 %3A %2F and %23.`;
	return new URL(url).pathname.length > 1 ? null : `${example} The name of the database is missing.`;
}

/** Where a database is, without the name and the password of its user. */
export const placeOf = ({ host, port, database }: DatabasePlace): string =>
	`${nameOf({ database })} on ${host.startsWith('/') ? host : `${host}:${port}`}`;

/** What everyone may know of it. */
export const nameOf = ({ database }: Pick<DatabasePlace, 'database'>): string => `the database "${database}"`;

export interface DatabasePlace {
	readonly host: string;
	readonly port: number;
	readonly database: string;
}
