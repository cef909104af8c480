/** The page for an operator whose sign-in through the identity provider was refused. */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { pagePolicy } from '../page-policy.ts';
import { pageStyle } from '../page-style.ts';

const style = `${pageStyle}body{padding:clamp(32px,8vw,88px) clamp(16px,5vw,32px) 120px}
main{max-width:680px;margin-inline:auto}
h1{font-size:clamp(1.75rem,1.4rem + 1.8vw,2.25rem);line-height:1.15;letter-spacing:-.02em;font-weight:680}
h2{margin-block:48px 12px;font-size:1.125rem;line-height:1.3;font-weight:640}
header p{margin-top:10px;max-width:56ch;color:var(--quiet);text-wrap:pretty}
`;
const contentSecurityPolicy = pagePolicy(style, { runsScripts: false });

/** `reason`: a sentence. `toConsole`: the relative address of the console. */
export function refusalPage(
	context: Context,
	status: number,
	reason: string,
	toConsole: string,
): Response | Promise<Response> {
	context.header('content-security-policy', contentSecurityPolicy);
	context.header('referrer-policy', 'no-referrer');
	context.header('cache-control', 'no-store');
	return context.html(
		html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>You are not signed in</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<main>
<header>
<h1>You are not signed in</h1>
<p>${reason}</p>
</header>
<h2>What you can do</h2>
<p><a href="${toConsole}">Sign in to the console with an operator token</a></p>
</main>
</body>
</html>
`,
		status as ContentfulStatusCode,
	);
}
