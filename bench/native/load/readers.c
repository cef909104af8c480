/* Readers: each asks for the stream and counts whole frames. */
#include "load.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static const double most_ms = 90e3;
/* Who is turned away by the system, because a server's queue is full, tries again after that long; a browser would too. */
static const double again_ms = 250;
static unsigned waiting, served, refused, failed, retries, sources_used;
static struct numbers first_frames;
/* When those who will try again began. */
static double *lost;
static unsigned lost_count;

static void lose(struct connection *reader) {
	if (reader->served) reader_left(reader);
	else waiting--, lost[lost_count++] = reader->began;
	close_connection(reader);
}

static void refuse(struct connection *reader) {
	waiting--, refused++;
	close_connection(reader);
}

static void open_one(double began) {
	uint32_t source = source_address(settings.first_source + sources_used++ / settings.per_source);
	struct connection *reader = connect_from(source, READER);
	if (!reader) {
		failed++;
		return;
	}
	if (began > 0) reader->began = began, retries++;
	waiting++;
}

static void frame(struct connection *reader, double at) {
	if (reader->served) {
		frame_arrived(reader, at);
		return;
	}
	reader->served = true;
	waiting--, served++;
	add_number(&first_frames, at - reader->began);
}

/*
 * A frame is a block of lines, one of which begins with "data:", that an empty line ends. Comments are none. Lines that
 * chunked encoding puts in between end in CR LF, and so are never empty.
 */
static void count_frames(struct connection *reader, const char *bytes, size_t length, double at) {
	static const char field[] = "data:";
	enum { whole = sizeof field - 1, other };
	for (const char *end = bytes + length; bytes < end;) {
		if (reader->column == 0 && *bytes == '\n') {
			if (reader->data) frame(reader, at);
			reader->data = false;
			bytes++;
			continue;
		}
		for (; bytes < end && reader->column < whole; bytes++) {
			if (*bytes != field[reader->column]) {
				reader->column = other;
				break;
			}
			if (++reader->column == whole) reader->data = true;
		}
		const char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
		if (!line_end) return;
		bytes = line_end + 1;
		reader->column = 0;
	}
}

void reader_ready(struct connection *reader, uint32_t events) {
	static char bytes[1 << 16];
	if (!reader->connected) {
		ssize_t sent = send(reader->fd, settings.stream.bytes, settings.stream.length, MSG_NOSIGNAL);
		if (sent != (ssize_t)settings.stream.length) return lose(reader);
		reader->connected = true;
		watch(reader, EPOLLIN);
		if (!(events & EPOLLIN)) return;
	}
	ssize_t length = recv(reader->fd, bytes, sizeof bytes, 0);
	if (length < 0 && errno == EAGAIN) return;
	if (length <= 0) return lose(reader);
	bool is_head = !reader->served && length > 12 && memcmp(bytes, "HTTP/1.1 ", 9) == 0;
	if (is_head && memcmp(bytes + 9, "200", 3) != 0) return refuse(reader);
	count_frames(reader, bytes, (size_t)length, now_ms());
}

void open_readers(unsigned count, unsigned wave) {
	double start = now_ms(), again = start + again_ms;
	waiting = served = refused = failed = retries = lost_count = 0;
	lost = realloc(lost, count * sizeof *lost);
	clear_numbers(&first_frames);
	unsigned opened = 0;
	while ((opened < count || waiting + lost_count > 0) && now_ms() - start < most_ms) {
		/* In a storm the answers are taken in while the rest still connects. */
		for (unsigned burst = 0; opened < count && waiting < wave && burst < 128; burst++, opened++) open_one(0);
		if (now_ms() >= again) {
			again = now_ms() + again_ms;
			for (unsigned tries = lost_count; tries > 0; tries--) open_one(lost[--lost_count]);
		}
		turn(opened < count ? 0 : patience());
	}
	printf("{\"served\":%u,\"refused\":%u,\"failed\":%u,\"retries\":%u,\"seconds\":%.4f,", served, refused,
		   failed + waiting + lost_count, retries, (now_ms() - start) / 1e3);
	print_spread("firstFrameMs", &first_frames);
	puts("}");
}
