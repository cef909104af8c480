/* Measured values and what is said of them. */
#include "load.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void add_number(struct numbers *numbers, double value) {
	if (numbers->count == numbers->room) {
		numbers->room = numbers->room ? numbers->room * 2 : 4096;
		numbers->values = realloc(numbers->values, numbers->room * sizeof(float));
		if (!numbers->values) give_up("No memory is left for measured values.");
	}
	numbers->values[numbers->count++] = (float)value;
}

void clear_numbers(struct numbers *numbers) {
	numbers->count = 0;
}

static int ascending(const void *left, const void *right) {
	float difference = *(const float *)left - *(const float *)right;
	return (difference > 0) - (difference < 0);
}

void print_spread(const char *name, struct numbers *numbers) {
	size_t count = numbers->count;
	if (count == 0) {
		printf("\"%s\":null", name);
		return;
	}
	qsort(numbers->values, count, sizeof(float), ascending);
	printf("\"%s\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f}", name, numbers->values[count / 2],
		   numbers->values[(size_t)((double)(count - 1) * 0.99)], numbers->values[count - 1]);
}

_Noreturn void give_up(const char *format, ...) {
	va_list values;
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fputc('\n', stderr);
	exit(1);
}
