import { createSSRApp } from 'vue';
import App from './app.vue';

createSSRApp(App, { source: globalThis.source }).mount('#app');
