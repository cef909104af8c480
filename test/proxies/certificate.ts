/** A certificate that is made for this run, and that visitors of this run trust. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hostName = 'status.example.com';

export interface Certificate {
	/** Paths: the certificate, its key, and a file with both. */
	readonly certificate: string;
	readonly key: string;
	readonly both: string;
	/** The certificate itself, PEM. */
	readonly pem: string;
}

/** Needs the `openssl` program. */
export function aCertificate(folder: string): Certificate {
	const certificate = join(folder, 'certificate.pem');
	const key = join(folder, 'key.pem');
	const both = join(folder, 'both.pem');
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
			...['-days', '2', '-subj', `/CN=${hostName}`, '-addext', `subjectAltName=DNS:${hostName}`],
			...['-keyout', key, '-out', certificate],
		],
		{ stdio: 'pipe' },
	);
	const pem = readFileSync(certificate, 'utf8');
	writeFileSync(both, pem + readFileSync(key, 'utf8'), { mode: 0o600 });
	return { certificate, key, both, pem };
}
