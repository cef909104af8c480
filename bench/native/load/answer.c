/* HTTP answers, as far as a measuring program needs them: the status, and where the answer ends. */
#include "load.h"
#include <stdlib.h>
#include <string.h>

static const char *header(const char *head, const char *name) {
	const char *found = strcasestr(head, name);
	return found ? found + strlen(name) : NULL;
}

static bool body_ended(struct answer *answer, const char *bytes, size_t length) {
	if (answer->remaining >= 0) {
		answer->remaining -= (long)length;
		return answer->remaining <= 0;
	}
	/* Chunked: the last chunk is "0", CRLF, CRLF. */
	for (size_t each = length > 5 ? length - 5 : 0; each < length; each++) {
		memmove(answer->tail, answer->tail + 1, 4);
		answer->tail[4] = bytes[each];
	}
	return memcmp(answer->tail, "0\r\n\r\n", 5) == 0;
}

bool take_answer(struct answer *answer, const char *bytes, size_t length) {
	if (answer->in_body) return body_ended(answer, bytes, length);
	size_t room = sizeof answer->head - 1 - answer->head_length;
	size_t taken = length < room ? length : room;
	size_t before = answer->head_length;
	memcpy(answer->head + before, bytes, taken);
	answer->head_length += taken;
	answer->head[answer->head_length] = '\0';
	char *end = strstr(answer->head, "\r\n\r\n");
	if (!end) {
		if (taken == room) give_up("The head of an answer is longer than %zu bytes.", sizeof answer->head);
		return false;
	}
	*end = '\0';
	answer->in_body = true;
	answer->status = atoi(answer->head + strlen("HTTP/1.1 "));
	const char *content_length = header(answer->head, "\r\ncontent-length:");
	bool chunked = header(answer->head, "\r\ntransfer-encoding: chunked") != NULL;
	answer->remaining = content_length ? atol(content_length) : chunked ? -1 : 0;
	size_t body_at = (size_t)(end + 4 - answer->head) - before;
	return body_ended(answer, bytes + body_at, length - body_at);
}
