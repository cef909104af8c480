import type { Words } from './en.ts';

export const es: Words = {
	title: 'Esta página no se puede mostrar en este momento',
	unreachable: 'No se ha podido conectar con {name}.',
	slow: '{name} no ha respondido a tiempo.',
	failed: '{name} ha respondido con un error ({status}).',
	offline: 'Parece que no tiene conexión.',
	retrying: 'Seguimos intentándolo. La página se abrirá sola en cuanto sea posible. No tiene que hacer nada.',
	tryNow: 'Intentar ahora',
	trying: 'Intentando…',
	nextTry: 'Próximo intento en {seconds} s',
	whenOnline: 'Lo intentaremos de nuevo en cuanto tenga conexión.',
	answered: '{name} vuelve a responder. Si esta página no cambia, inténtelo otra vez.',
	notices: 'De nuestro servicio de estado',
	aboutNotices: 'Es posible que un aviso mostrado aquí no tenga relación con esta página.',
	noNotice: 'Nuestro servicio de estado no tiene ningún aviso en este momento.',
	noStatus: 'No podemos conectar con nuestro servicio de estado en este momento.',
};
