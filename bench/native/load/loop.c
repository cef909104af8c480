/* Sockets and the one loop that serves them. */
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { most_connections = 1 << 17, most_events = 512 };
static struct connection *connections;
static size_t used;
static int poller = -1;

double now_ms(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void begin(void) {
	poller = epoll_create1(0);
	connections = calloc(most_connections, sizeof *connections);
	struct epoll_event interest = {.events = EPOLLIN, .data.ptr = NULL};
	if (poller < 0 || !connections || epoll_ctl(poller, EPOLL_CTL_ADD, STDIN_FILENO, &interest) != 0)
		give_up("The load generator cannot begin: %s.", strerror(errno));
}

int patience(void) {
	return settings.polls ? 0 : 20;
}

bool turn(int wait_ms) {
	static void (*const handlers[kinds])(struct connection *, uint32_t) = {
		[READER] = reader_ready, [OPERATOR] = operator_ready, [STUCK] = held_ready,
		[HALF_OPEN] = held_ready, [IDLE] = held_ready, [GETTER] = getter_ready,
	};
	static struct epoll_event events[most_events];
	if (poller < 0) begin();
	bool command = false;
	int ready = epoll_wait(poller, events, most_events, wait_ms);
	for (int each = 0; each < ready; each++) {
		struct connection *connection = events[each].data.ptr;
		if (!connection) command = true;
		else if (connection->fd >= 0) handlers[connection->kind](connection, events[each].events);
	}
	return command;
}

struct connection *connection_at(size_t index) {
	return &connections[index];
}

size_t connection_count(void) {
	return used;
}

/* All of 127.0.0.0/8 is this machine. Each address has ports of its own, and a server's limit per address its own count. */
uint32_t source_address(unsigned number) {
	return 0x7f010001u + (number / 250) * 256 + number % 250;
}

struct connection *connect_from(uint32_t source, enum kind kind) {
	if (poller < 0) begin();
	if (used == most_connections) return NULL;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (fd < 0) return NULL;
	int yes = 1, little = 4096;
	/* Closing resets: a bench must not leave thousands of ports waiting. */
	struct linger linger = {.l_onoff = 1, .l_linger = 0};
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	if (kind == STUCK) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
	struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(source)};
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(settings.port)};
	struct connection *connection = &connections[used];
	*connection = (struct connection){.fd = fd, .kind = kind, .began = now_ms()};
	struct epoll_event interest = {.events = EPOLLOUT, .data.ptr = connection};
	if (bind(fd, (struct sockaddr *)&from, sizeof from) != 0 ||
		(connect(fd, (struct sockaddr *)&to, sizeof to) != 0 && errno != EINPROGRESS) ||
		epoll_ctl(poller, EPOLL_CTL_ADD, fd, &interest) != 0) {
		close(fd);
		return NULL;
	}
	used++;
	return connection;
}

void watch(struct connection *connection, uint32_t events) {
	struct epoll_event interest = {.events = events, .data.ptr = connection};
	epoll_ctl(poller, EPOLL_CTL_MOD, connection->fd, &interest);
}

void close_connection(struct connection *connection) {
	if (connection->fd < 0) return;
	close(connection->fd);
	connection->fd = -1;
	free(connection->answer);
	connection->answer = NULL;
}

void close_all(bool (*which)(const struct connection *)) {
	/* A slot is never reused, so that a stored index never refers to another connection. */
	for (size_t each = 0; each < used; each++)
		if (which(&connections[each])) close_connection(&connections[each]);
}
