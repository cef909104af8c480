/** Controls the load generator (bench/native/load). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { remove, temporaryFolder } from './folder.mjs';
import { machine } from './machine.mjs';
import { program } from './native.mjs';
import { launch, stop } from './process.mjs';

export class Load {
	#child;
	#lines;
	#folder;
	#complaint = '';

	/**
	 * @param {{ port: number, requests: { stream: string, publish: string, get?: string } }} server
	 * @param {{ firstSource?: number, polls?: boolean }} options `firstSource`: its first source address; `polls`: it never sleeps
	 */
	constructor({ port, requests }, { firstSource = 0, polls = true } = {}) {
		this.#folder = temporaryFolder('load');
		const options = ['--port', String(port), '--first-source', String(firstSource)];
		for (const [name, bytes] of Object.entries(requests)) {
			writeFileSync(join(this.#folder, name), bytes);
			options.push(`--${name}`, join(this.#folder, name));
		}
		if (!polls) options.push('--sleep');
		this.#child = launch(machine.loadCore, program('load'), options, process.env, ['pipe', 'pipe', 'pipe']);
		this.#child.stderr.on('data', (chunk) => {
			this.#complaint += chunk;
		});
		this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
	}

	/** Sends one command; returns the generator's answer. bench/native/load/main.c lists the commands. */
	async tell(command) {
		this.#child.stdin.write(`${command}\n`);
		return this.#answer(command);
	}

	async #answer(command) {
		const { done, value } = await this.#lines.next();
		if (done) throw new Error(`The load generator ended at "${command}". ${this.#complaint}`);
		return JSON.parse(value);
	}

	/** Opens connections, at most `wave` at a time without their first frame. Throws when one is not served. */
	async open(count, wave) {
		const opened = await this.tell(`open ${count} ${wave}`);
		const { served, refused, failed } = opened;
		if (served < count)
			throw new Error(
				`${count - served} of ${count} readers were not served: ${refused} refused, ${failed} lost.`,
			);
		return opened;
	}

	/** Publishes. Throws when a connection has missed a frame. */
	async publish(count, intervalMs = 0) {
		const published = await this.tell(`publish ${count} ${intervalMs}`);
		if (published.lost > 0) throw new Error(`${published.lost} frames did not arrive.`);
		return published;
	}

	/**
	 * Counts publications of another generator. Resolves once it is ready for them.
	 *
	 * @returns {Promise<{ report: Promise<object> }>}
	 */
	async follow(count) {
		await this.tell(`follow ${count}`);
		return { report: this.#answer('follow') };
	}

	async end() {
		await stop(this.#child);
		remove(this.#folder);
	}
}
