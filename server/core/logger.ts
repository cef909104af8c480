/** The server's own log: JSON lines with the level as a word, on standard error. */
import pino, { type Logger } from 'pino';
import { logOutput } from './log-output.ts';

/** `level`: default `info`. */
export const createLogger = (level = 'info', output = logOutput()): Logger =>
	pino({ level, formatters: { level: (label) => ({ level: label }) } }, output);
