/** A span of a drill such as "1 h 5 min" or "45 s". */
export function scenarioTime(seconds: number): string {
	const whole = Math.round(seconds);
	const parts = [
		[Math.floor(whole / 3_600), 'h'],
		[Math.floor((whole % 3_600) / 60), 'min'],
		[whole % 60, 's'],
	] as const;
	const text = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
	return text.join(' ') || '0 s';
}
