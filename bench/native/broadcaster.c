/*
 * The physical limit that the other servers are measured against: it keeps nothing but a list of sockets, and a
 * publication is one send() of the same bytes to each of them. No heartbeats, no admission, no backlog: a reader that
 * cannot take a frame at once is cut.
 *
 *   GET /stream    head and a snapshot, then a frame for every publication
 *   GET /snapshot  the snapshot as JSON, keep-alive
 *   POST /publish  one frame to every reader, then 204
 *
 * Usage: broadcaster SNAPSHOT_BYTES FRAME_BYTES. Prints "ready PORT" once it listens on 127.0.0.1.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most_sockets = 1 << 20, most_events = 512, most_request = 8192 };

static int poller, listener;
/* Readers stand side by side; places[] tells where, so that one who leaves costs no search. */
static int readers[most_sockets], places[most_sockets], reader_count;
static char *frame, *first, *document;
static size_t frame_length, first_length, document_length;

static void check(bool good, const char *what) {
	if (good) return;
	perror(what);
	exit(1);
}

/* An event whose data line fills it up to so many bytes. */
static char *event(const char *name, size_t bytes, size_t *length) {
	char *made = malloc(bytes + 256);
	int head = sprintf(made, "id: 1\nevent: %s\ndata: ", name);
	size_t fill = bytes > (size_t)head + 2 ? bytes - head - 2 : 1;
	memset(made + head, 'x', fill);
	memcpy(made + head + fill, "\n\n", 2);
	*length = head + fill + 2;
	return made;
}

static void prepare(size_t snapshot_bytes, size_t frame_bytes) {
	static const char head[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
							   "cache-control: no-store, no-transform\r\nconnection: close\r\n\r\n";
	frame = event("change", frame_bytes, &frame_length);
	size_t length;
	char *snapshot = event("snapshot", snapshot_bytes, &length);
	first = malloc(sizeof head + length);
	memcpy(first, head, sizeof head - 1);
	memcpy(first + sizeof head - 1, snapshot, length);
	first_length = sizeof head - 1 + length;
	document = malloc(snapshot_bytes + 256);
	int written = sprintf(document, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n\r\n",
						  snapshot_bytes);
	memset(document + written, '1', snapshot_bytes);
	document_length = written + snapshot_bytes;
}

static void leave(int socket) {
	int place = places[socket] - 1;
	if (place >= 0) {
		int last = readers[--reader_count];
		readers[place] = last;
		places[last] = place + 1;
		places[socket] = 0;
	}
	close(socket);
}

static void publish(void) {
	/* From the end, because a reader who is cut leaves its place to the last one. */
	for (int place = reader_count - 1; place >= 0; place--) {
		ssize_t sent = send(readers[place], frame, frame_length, MSG_NOSIGNAL);
		if (sent != (ssize_t)frame_length) leave(readers[place]);
	}
}

static void answer(int socket, const char *bytes, size_t length) {
	if (send(socket, bytes, length, MSG_NOSIGNAL) != (ssize_t)length) leave(socket);
}

/* Requests of the bench come whole and one at a time: what is anything else is refused by closing. */
static void serve(int socket) {
	static char request[most_request];
	ssize_t length = recv(socket, request, sizeof request - 1, 0);
	if (length < 0 && errno == EAGAIN) return;
	if (length <= 0) return leave(socket);
	request[length] = '\0';
	if (strncmp(request, "GET /stream ", 12) == 0 && places[socket] == 0) {
		places[socket] = ++reader_count;
		readers[reader_count - 1] = socket;
		answer(socket, first, first_length);
	} else if (strncmp(request, "GET /snapshot ", 14) == 0) {
		answer(socket, document, document_length);
	} else if (strncmp(request, "POST /publish", 13) == 0) {
		static const char done[] = "HTTP/1.1 204 No Content\r\n\r\n";
		publish();
		answer(socket, done, sizeof done - 1);
	} else leave(socket);
}

static void accept_all(void) {
	for (;;) {
		int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
		if (socket < 0) return;
		int yes = 1;
		setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
		struct epoll_event interest = {.events = EPOLLIN, .data.fd = socket};
		epoll_ctl(poller, EPOLL_CTL_ADD, socket, &interest);
	}
}

int main(int count, char **arguments) {
	if (count != 3) return fprintf(stderr, "Usage: broadcaster SNAPSHOT_BYTES FRAME_BYTES\n"), 2;
	struct rlimit limit;
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max < most_sockets ? limit.rlim_max : most_sockets;
	setrlimit(RLIMIT_NOFILE, &limit);
	prepare(strtoul(arguments[1], NULL, 10), strtoul(arguments[2], NULL, 10));

	listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	check(bind(listener, (struct sockaddr *)&address, size) == 0, "bind");
	check(listen(listener, 65535) == 0, "listen");
	getsockname(listener, (struct sockaddr *)&address, &size);
	poller = epoll_create1(0);
	struct epoll_event interest = {.events = EPOLLIN, .data.fd = listener};
	check(epoll_ctl(poller, EPOLL_CTL_ADD, listener, &interest) == 0, "epoll_ctl");
	printf("ready %d\n", ntohs(address.sin_port));
	fflush(stdout);

	static struct epoll_event events[most_events];
	for (;;) {
		int ready = epoll_wait(poller, events, most_events, -1);
		for (int each = 0; each < ready; each++) {
			if (events[each].data.fd == listener) accept_all();
			else serve(events[each].data.fd);
		}
	}
}
