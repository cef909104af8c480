/*
 * Load for a server on 127.0.0.1, told by lines on standard input and answered by lines of JSON on standard output.
 *
 *   load --port N --stream FILE [--get FILE] [--publish FILE]… [--per-source N] [--first-source N] [--sleep]
 *
 * The files hold whole requests, byte for byte; of two for --publish each is sent in turn.
 *
 *   open COUNT WAVE             connections, at most WAVE of them without their first frame; ends when all have it
 *   publish COUNT INTERVAL_MS   one operator; 0: each publication after all connections have the last one
 *   follow COUNT                counts so many publications that another generator sends
 *   hold stuck|half-open|idle COUNT   idle sockets, all from one address
 *   held                        how many of those the server has closed
 *   get SECONDS CONNECTIONS     as many requests as the server can answer
 *   close                       all readers
 */
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

struct settings settings = {.polls = true, .per_source = 200, .publish_count = 0};

static struct text read_file(const char *path) {
	FILE *file = fopen(path, "rb");
	if (!file) give_up("The file %s cannot be read.", path);
	struct text text = {.bytes = malloc(1 << 16)};
	text.length = fread(text.bytes, 1, 1 << 16, file);
	fclose(file);
	return text;
}

static void read_settings(int count, char **arguments) {
	for (int each = 1; each < count; each++) {
		const char *name = arguments[each];
		if (strcmp(name, "--sleep") == 0) {
			settings.polls = false;
			continue;
		}
		if (each + 1 == count) give_up("%s needs a value.", name);
		const char *value = arguments[++each];
		if (strcmp(name, "--port") == 0) settings.port = atoi(value);
		else if (strcmp(name, "--stream") == 0) settings.stream = read_file(value);
		else if (strcmp(name, "--get") == 0) settings.get = read_file(value);
		else if (strcmp(name, "--publish") == 0 && settings.publish_count < 2)
			settings.publish[settings.publish_count++] = read_file(value);
		else if (strcmp(name, "--per-source") == 0) settings.per_source = (unsigned)atoi(value);
		else if (strcmp(name, "--first-source") == 0) settings.first_source = (unsigned)atoi(value);
		else give_up("There is no setting %s.", name);
	}
	if (settings.port == 0 || settings.per_source == 0) give_up("--port and --per-source need a number above 0.");
}

static bool is_reader(const struct connection *connection) {
	return connection->kind == READER;
}

static void obey(const char *line) {
	char kind[16];
	unsigned count, more;
	double amount;
	if (sscanf(line, "open %u %u", &count, &more) == 2) open_readers(count, more);
	else if (sscanf(line, "publish %u %lf", &count, &amount) == 2) publish(count, amount);
	else if (sscanf(line, "follow %u", &count) == 1) follow(count);
	else if (sscanf(line, "hold %15s %u", kind, &count) == 2)
		hold(strcmp(kind, "stuck") == 0 ? STUCK : strcmp(kind, "idle") == 0 ? IDLE : HALF_OPEN, count);
	else if (strcmp(line, "held\n") == 0) tell_held();
	else if (sscanf(line, "get %lf %u", &amount, &count) == 2) get_for(amount, count);
	else if (strcmp(line, "close\n") == 0) close_all(is_reader), puts("{}");
	else give_up("There is no command %s", line);
	fflush(stdout);
}

int main(int count, char **arguments) {
	char line[256];
	struct rlimit limit;
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	/* Not buffered: a line that lay in a buffer would not wake the loop. */
	setvbuf(stdin, NULL, _IONBF, 0);
	read_settings(count, arguments);
	for (;;) {
		/* Between commands the sockets are served too, so that heartbeats do not pile up. */
		if (!turn(-1)) continue;
		if (!fgets(line, sizeof line, stdin)) return 0;
		obey(line);
	}
}
