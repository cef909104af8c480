/* Sockets that are held open and give a server nothing: all from one address, as one attacker's would be. */
#include "load.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static const uint32_t one_address = 0x7f090909u;
static const double connecting_ms = 15e3, draining_ms = 5e3;
static const char *const names[kinds] = {[STUCK] = "stuck", [HALF_OPEN] = "halfOpen", [IDLE] = "idle"};
static unsigned opened[kinds], closed[kinds], connecting;
static bool draining;

static void begin_to_hold(struct connection *connection) {
	connection->connected = true;
	connecting--;
	if (connection->kind == STUCK) {
		send(connection->fd, settings.stream.bytes, settings.stream.length, MSG_NOSIGNAL);
		/* The socket is never read, so the server's bytes stay in its buffers. */
		watch(connection, 0);
		return;
	}
	/* The rest of the request never comes. */
	if (connection->kind == HALF_OPEN)
		send(connection->fd, settings.stream.bytes, settings.stream.length / 2, MSG_NOSIGNAL);
	watch(connection, EPOLLIN);
}

void held_ready(struct connection *connection, uint32_t events) {
	static char bytes[1 << 16];
	if (!connection->connected) {
		if (!(events & (EPOLLERR | EPOLLHUP))) return begin_to_hold(connection);
		connecting--;
	} else {
		if (connection->kind == STUCK && !draining && !(events & EPOLLERR)) return watch(connection, 0);
		ssize_t length = recv(connection->fd, bytes, sizeof bytes, 0);
		if (length > 0 || (length < 0 && errno == EAGAIN)) return;
	}
	closed[connection->kind]++;
	close_connection(connection);
}

void hold(enum kind kind, unsigned count) {
	double start = now_ms();
	unsigned failed = 0;
	for (unsigned each = 0; each < count; each++) {
		if (connect_from(one_address, kind)) opened[kind]++, connecting++;
		else failed++;
		if (each % 128 == 0) turn(0);
	}
	while (connecting > 0 && now_ms() - start < connecting_ms) turn(patience());
	printf("{\"opened\":%u,\"failed\":%u,\"connecting\":%u,\"seconds\":%.3f}\n", count - failed, failed, connecting,
		   (now_ms() - start) / 1e3);
}

/* Reads what the stuck have waiting: only then can be seen whether the server had cut them. */
void tell_held(void) {
	draining = true;
	for (size_t each = 0; each < connection_count(); each++) {
		struct connection *connection = connection_at(each);
		if (connection->kind == STUCK && connection->fd >= 0 && connection->connected) watch(connection, EPOLLIN);
	}
	double start = now_ms();
	do turn(patience());
	while (closed[STUCK] < opened[STUCK] && now_ms() - start < draining_ms);
	draining = false;
	putchar('{');
	for (enum kind kind = STUCK; kind <= IDLE; kind++)
		printf("%s\"%s\":{\"opened\":%u,\"closed\":%u}", kind == STUCK ? "" : ",", names[kind], opened[kind], closed[kind]);
	puts("}");
}
