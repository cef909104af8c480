/* Plain requests on connections that are kept alive: each asks again as soon as it is answered. */
#include "load.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static struct numbers latencies;
static bool asking;

static void ask(struct connection *getter) {
	*getter->answer = (struct answer){0};
	getter->began = now_ms();
	if (send(getter->fd, settings.get.bytes, settings.get.length, MSG_NOSIGNAL) != (ssize_t)settings.get.length)
		give_up("A request could not be sent: %s.", strerror(errno));
}

void getter_ready(struct connection *getter, uint32_t events) {
	static char bytes[1 << 16];
	if (!getter->connected) {
		getter->connected = true;
		watch(getter, EPOLLIN);
		ask(getter);
		if (!(events & EPOLLIN)) return;
	}
	ssize_t length = recv(getter->fd, bytes, sizeof bytes, 0);
	if (length < 0 && errno == EAGAIN) return;
	if (length <= 0) give_up("The server closed a connection that was to be kept alive.");
	if (!take_answer(getter->answer, bytes, (size_t)length)) return;
	if (getter->answer->status != 200) give_up("The server refused a request: %s", getter->answer->head);
	add_number(&latencies, now_ms() - getter->began);
	if (asking) ask(getter);
}

static bool is_getter(const struct connection *connection) {
	return connection->kind == GETTER;
}

void get_for(double seconds, unsigned count) {
	clear_numbers(&latencies);
	asking = true;
	for (unsigned each = 0; each < count; each++) {
		struct connection *getter = connect_from(source_address(settings.first_source + each), GETTER);
		if (!getter) give_up("Connection %u of %u could not be opened: %s.", each + 1, count, strerror(errno));
		getter->answer = calloc(1, sizeof *getter->answer);
	}
	double start = now_ms();
	while (now_ms() - start < seconds * 1e3) turn(patience());
	asking = false;
	double took = (now_ms() - start) / 1e3;
	printf("{\"requests\":%zu,\"seconds\":%.3f,", latencies.count, took);
	print_spread("latencyMs", &latencies);
	puts("}");
	close_all(is_getter);
}
