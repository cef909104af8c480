import type { Words } from './en.ts';

export const pt: Words = {
	title: 'Esta página não pode ser exibida no momento',
	unreachable: 'Não foi possível conectar a {name}.',
	slow: '{name} não respondeu a tempo.',
	failed: '{name} respondeu com um erro ({status}).',
	offline: 'Parece que você está sem conexão.',
	retrying: 'Continuamos tentando. A página abrirá sozinha assim que possível. Você não precisa fazer nada.',
	tryNow: 'Tentar agora',
	trying: 'Tentando…',
	nextTry: 'Próxima tentativa em {seconds} s',
	whenOnline: 'Tentaremos de novo assim que você estiver on-line.',
	answered: '{name} voltou a responder. Se esta página não mudar, tente mais uma vez.',
	notices: 'Do nosso serviço de status',
	aboutNotices: 'Um aviso mostrado aqui pode não ter relação com esta página.',
	noNotice: 'Nosso serviço de status não tem nenhum aviso no momento.',
	noStatus: 'Não conseguimos acessar nosso serviço de status no momento.',
};
