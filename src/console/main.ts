/** The first file of the console: it connects to the server and shows the sign-in, or a screen. */
import { feedFor, shared } from '../client/index.ts';
import { provideClient } from '../client/page-client.ts';
import { sendSessionInDrill } from './api/drill-requests.ts';
import { pageStyles } from './shared/styles.ts';
import './shell/app.ts';

sendSessionInDrill();
provideClient({ feedFor, shared });
const { styleSheet } = pageStyles;
if (styleSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, styleSheet];
document.body.append(document.createElement('candor-console'));
