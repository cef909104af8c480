/* The load generator: one thread, one epoll, many sockets. See main.c for what it can be told. */
#ifndef LOAD_H
#define LOAD_H
#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind { READER, OPERATOR, STUCK, HALF_OPEN, IDLE, GETTER, kinds };

/* An HTTP answer as it comes in; answer.c. */
struct answer {
	char head[2048];
	size_t head_length;
	long remaining; /* of the body, in bytes; -1: chunked */
	char tail[5];
	int status;
	bool in_body;
};

struct connection {
	int fd; /* -1: closed */
	enum kind kind;
	bool connected, served;
	double began; /* when connect() was called, or a request sent, in ms */
	/* Of a reader: whole frames since `publish` or `follow` began, and where in a line its bytes stand. */
	uint32_t frames;
	uint8_t column;
	bool data;
	struct answer *answer; /* of an operator or getter */
};

struct text {
	char *bytes;
	size_t length;
};

/* What the command line says; main.c. */
struct settings {
	int port;
	bool polls; /* never sleeps while a command runs */
	unsigned per_source; /* how many sockets share one source address */
	unsigned first_source;
	struct text stream, get, publish[2];
	unsigned publish_count;
};
extern struct settings settings;

/* loop.c */
double now_ms(void);
/* Handles what is ready. Waits so long for it in ms; -1: until something is. Returns whether a command can be read. */
bool turn(int wait_ms);
/* The wait while a command runs. */
int patience(void);
struct connection *connection_at(size_t index);
size_t connection_count(void);
/* Connects from that source address. NULL when the system has no more ports or descriptors. */
struct connection *connect_from(uint32_t source, enum kind kind);
void watch(struct connection *, uint32_t events);
void close_connection(struct connection *);
/* Forgets all connections of these kinds, closing them. */
void close_all(bool (*which)(const struct connection *));
uint32_t source_address(unsigned number);

/* answer.c: true when the answer is whole. */
bool take_answer(struct answer *, const char *bytes, size_t length);

/* readers.c */
void reader_ready(struct connection *, uint32_t events);
void open_readers(unsigned count, unsigned wave);

/* publish.c */
void operator_ready(struct connection *, uint32_t events);
void publish(unsigned count, double interval_ms);
void follow(unsigned count);
void frame_arrived(struct connection *, double at);
void reader_left(struct connection *);

/* held.c */
void held_ready(struct connection *, uint32_t events);
void hold(enum kind, unsigned count);
void tell_held(void);

/* requests.c */
void getter_ready(struct connection *, uint32_t events);
void get_for(double seconds, unsigned connections);

/* numbers.c */
struct numbers {
	float *values;
	size_t count, room;
};
void add_number(struct numbers *, double value);
void clear_numbers(struct numbers *);
/* Prints "name":{"p50":…,"p99":…,"max":…}, and sorts the numbers to do so. */
void print_spread(const char *name, struct numbers *);
/* Ends the process with a sentence. */
_Noreturn void give_up(const char *format, ...);
#endif
