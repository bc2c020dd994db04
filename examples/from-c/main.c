/* Scores winds and draws some: main MODEL.safetensors */
#include <stdio.h>
#include <stdlib.h>

#include "flow/wind.h"

/* The bytes of a file, which the caller frees; NULL where it cannot be read. */
static uint8_t *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    long end = ftell(file);
    rewind(file);
    uint8_t *bytes = end > 0 ? malloc((size_t)end) : NULL;
    *length = bytes ? fread(bytes, 1, (size_t)end, file) : 0;
    fclose(file);
    return bytes;
}

static int failed(wind_density *wind) {
    fprintf(stderr, "%s\n", wind_last_error());
    wind_free(wind);
    return 1;
}

int main(int count, char **arguments) {
    size_t length = 0;
    uint8_t *bytes = count > 1 ? read_file(arguments[1], &length) : NULL;
    wind_density *wind = wind_new_from_bytes(bytes, length);
    free(bytes);
    if (!wind) return failed(NULL);

    /* Three winds at three heights. */
    wind_number x[3 * WIND_EVENT_SIZE] = {0.5f, 0.2f, -1.0f, 0.0f, 2.0f, 1.5f};
    wind_number heights[3 * WIND_CONTEXT_SIZE] = {0.0f, 0.5f, 1.0f};
    wind_number log_prob[3];
    if (wind_log_prob(wind, x, 3 * WIND_EVENT_SIZE, heights, 3, log_prob, 3) != 0) return failed(wind);
    for (int k = 0; k < 3; k++) printf("%.9g\n", (double)log_prob[k]);

    /* Four winds at one height. */
    wind_number height = 0.5f, samples[4 * WIND_EVENT_SIZE];
    if (wind_sample(wind, 7, &height, 1, samples, 4 * WIND_EVENT_SIZE) != 0) return failed(wind);
    for (int k = 0; k < 4 * WIND_EVENT_SIZE; k++) printf("%.9g\n", (double)samples[k]);

    wind_free(wind);
    return 0;
}
