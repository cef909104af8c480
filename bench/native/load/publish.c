/* Publications: the operator's request, and when each reader has the frame that it brings about. */
#include "load.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

struct publication {
	double sent, first, last;
	uint32_t expected, arrived;
};
/* A publication that is not delivered after this many ms of silence is lost. */
static const double silence_ms = 20e3;
static struct publication *publications;
static unsigned planned, sent;
static double last_progress;
static struct numbers deliveries, answers, firsts, lasts;
static struct connection *operator;
static bool asking, keeps_times;

void frame_arrived(struct connection *reader, double at) {
	uint32_t which = reader->frames++;
	if (which >= planned) return;
	struct publication *publication = &publications[which];
	if (publication->arrived++ == 0) publication->first = at;
	publication->last = last_progress = at;
	if (publication->sent > 0) add_number(&deliveries, at - publication->sent);
}

void reader_left(struct connection *reader) {
	for (uint32_t which = reader->frames; which < planned; which++) publications[which].expected--;
}

static void begin(unsigned count) {
	uint32_t readers = 0;
	for (size_t each = 0; each < connection_count(); each++) {
		struct connection *connection = connection_at(each);
		connection->frames = 0;
		readers += connection->kind == READER && connection->fd >= 0 && connection->served;
	}
	free(publications);
	publications = calloc(count, sizeof *publications);
	for (unsigned each = 0; each < count; each++) publications[each].expected = readers;
	planned = count;
	sent = 0;
	last_progress = now_ms();
	clear_numbers(&deliveries), clear_numbers(&answers), clear_numbers(&firsts), clear_numbers(&lasts);
}

static void connect_operator(void) {
	if (operator && operator->fd >= 0) close_connection(operator);
	operator = connect_from(0x7f000001u, OPERATOR);
	if (!operator) give_up("The operator finds no port.");
	operator->answer = calloc(1, sizeof *operator->answer);
}

static void ask(void) {
	const struct text *request = &settings.publish[sent % settings.publish_count];
	*operator->answer = (struct answer){0};
	/* All of it fits in the send buffer of a socket that nothing else is waiting on. */
	if (send(operator->fd, request->bytes, request->length, MSG_NOSIGNAL) != (ssize_t)request->length)
		give_up("The operator's request could not be sent: %s.", strerror(errno));
	sent++;
}

static void start_publication(double at) {
	asking = true;
	publications[sent].sent = operator && operator->fd >= 0 && operator->connected ? at : now_ms();
	/* A server may close a connection that was idle. */
	if (!operator || operator->fd < 0) connect_operator();
	else if (operator->connected) ask();
}

void operator_ready(struct connection *connection, uint32_t events) {
	static char bytes[1 << 16];
	if (connection != operator) return;
	if (!operator->connected) {
		operator->connected = true;
		watch(operator, EPOLLIN);
		if (asking) ask();
		if (!(events & EPOLLIN)) return;
	}
	ssize_t length = recv(operator->fd, bytes, sizeof bytes, 0);
	if (length < 0 && errno == EAGAIN) return;
	if (length <= 0) {
		if (asking) give_up("The server closed the operator's connection in the middle of a publication.");
		return close_connection(operator);
	}
	if (!asking || !take_answer(operator->answer, bytes, (size_t)length)) return;
	if (operator->answer->status / 100 != 2)
		give_up("The server refused a publication: %s\n%.*s", operator->answer->head, (int)length, bytes);
	add_number(&answers, now_ms() - publications[sent - 1].sent);
	last_progress = now_ms();
	asking = false;
	if (strcasestr(operator->answer->head, "\r\nconnection: close")) close_connection(operator);
}

static bool everybody_has(unsigned which) {
	return publications[which].arrived >= publications[which].expected;
}

static bool everything_arrived(void) {
	for (unsigned each = 0; each < planned; each++)
		if (!everybody_has(each)) return false;
	return true;
}

static void report(void) {
	unsigned long lost = 0;
	for (unsigned each = 0; each < planned; each++) {
		const struct publication *publication = &publications[each];
		lost += publication->expected - publication->arrived;
		if (publication->sent == 0 || publication->arrived == 0) continue;
		add_number(&firsts, publication->first - publication->sent);
		add_number(&lasts, publication->last - publication->sent);
	}
	printf("{\"publications\":%u,\"readers\":%u,\"lost\":%lu,", planned, planned ? publications[planned - 1].expected : 0,
		   lost);
	print_spread("firstMs", &firsts), putchar(',');
	print_spread("lastMs", &lasts), putchar(',');
	print_spread("deliveryMs", &deliveries), putchar(',');
	print_spread("answerMs", &answers);
	/* With several generators the times of all have to be laid side by side: one clock serves the whole machine. */
	if (keeps_times) {
		for (int which = 0; which < 2; which++) {
			printf(which ? ",\"lastAt\":[" : ",\"sentAt\":[");
			for (unsigned each = 0; each < planned; each++)
				printf("%s%.3f", each ? "," : "", which ? publications[each].last : publications[each].sent);
			putchar(']');
		}
	}
	puts("}");
	planned = 0;
}

void publish(unsigned count, double interval_ms) {
	begin(count);
	keeps_times = count <= 200;
	double start = now_ms();
	while (now_ms() - last_progress < silence_ms) {
		if (!asking && sent == count && everything_arrived()) break;
		if (!asking && sent < count) {
			/* A late answer delays the next request, which is then counted from when it was due. */
			double due = interval_ms > 0 ? start + sent * interval_ms : now_ms();
			if (interval_ms > 0 ? now_ms() >= due : sent == 0 || everybody_has(sent - 1)) start_publication(due);
		}
		turn(patience());
	}
	if (asking) give_up("The server did not answer a publication within %.0f s.", silence_ms / 1e3);
	report();
}

void follow(unsigned count) {
	begin(count);
	keeps_times = true;
	/* The publisher may start now. */
	puts("{\"following\":true}");
	fflush(stdout);
	while (!everything_arrived() && now_ms() - last_progress < silence_ms) turn(patience());
	report();
}
