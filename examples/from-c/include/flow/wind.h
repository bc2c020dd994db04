/* Wind: a density of 2 numbers, given 1 numbers of context. Written by `flow generate --c`.
 *
 * Functions return 0 where all is well; else 2 for wrong input, 3 for what the machine refuses, 4 where
 * numbers fail and 1 for a bug of ours, and wind_last_error says what is wrong.
 *
 * A density may be used by many threads at once; only wind_free needs it alone. Lengths count
 * numbers, not bytes. What is written must not overlap what is read.
 */
#ifndef FLOW_WIND_H
#define FLOW_WIND_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Numbers of an event, and of a context; a density without context has 0 of these. */
#define WIND_EVENT_SIZE 2
#define WIND_CONTEXT_SIZE 1

/* The type of all numbers; model files of the other type are read too. */
typedef float wind_number;

/* A density. */
typedef struct wind_density wind_density;

/* Reads a model file of this architecture from memory, which may be freed afterwards. NULL on errors. */
wind_density *wind_new_from_bytes(const uint8_t *bytes, size_t length);

/* Writes log p of each of `rows` events, in nats: x_length is rows * EVENT_SIZE, and context_length is
 * rows * CONTEXT_SIZE; `context` may be NULL where that is 0. One event is scored without allocating;
 * more than 256 are shared among threads. What is infinite has -INFINITY, and NaN gives NaN. */
int32_t wind_log_prob(
    const wind_density *density,
    const wind_number *x,
    size_t x_length,
    const wind_number *context,
    size_t context_length,
    wind_number *log_prob,
    size_t rows);

/* Fills `samples` with events, row after row, given one context of CONTEXT_SIZE numbers for all. Event
 * k depends on the seed, the context and k alone, so fewer are the first of more. */
int32_t wind_sample(
    const wind_density *density,
    uint64_t seed,
    const wind_number *context,
    size_t context_length,
    wind_number *samples,
    size_t samples_length);

/* Frees a density; NULL is none. */
void wind_free(wind_density *density);

/* The sizes above, for callers that do not read this file. */
size_t wind_event_size(void);
size_t wind_context_size(void);

/* The text of the last error of this thread in UTF-8, with a line `help: ...` where there is a way out;
 * "" before the first. It is there until the next error of this thread. */
const char *wind_last_error(void);

#ifdef __cplusplus
}
#endif

#endif
