"""Scores winds and draws some by ctypes, without a package: wind.py LIBRARY MODEL.safetensors"""

import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_float, c_int32, c_size_t, c_uint64, c_void_p

library, model = sys.argv[1:]
wind = ctypes.CDLL(library)
numbers = POINTER(c_float)
wind.wind_new_from_bytes.restype = c_void_p
wind.wind_new_from_bytes.argtypes = [c_char_p, c_size_t]
wind.wind_log_prob.restype = c_int32
wind.wind_log_prob.argtypes = [c_void_p, numbers, c_size_t, numbers, c_size_t, numbers, c_size_t]
wind.wind_sample.restype = c_int32
wind.wind_sample.argtypes = [c_void_p, c_uint64, numbers, c_size_t, numbers, c_size_t]
wind.wind_free.argtypes = [c_void_p]
wind.wind_free.restype = None
wind.wind_last_error.restype = c_char_p
wind.wind_event_size.restype = wind.wind_context_size.restype = c_size_t


def last_error():
    return wind.wind_last_error().decode()


def floats(*values):
    return (c_float * len(values))(*values)


bytes_of_model = open(model, "rb").read()
density = wind.wind_new_from_bytes(bytes_of_model, len(bytes_of_model))
assert density, last_error()
size, context = wind.wind_event_size(), wind.wind_context_size()
assert (size, context) == (2, 1)

x, heights = floats(0.5, 0.2, -1.0, 0.0, 2.0, 1.5), floats(0.0, 0.5, 1.0)
log_prob, samples = floats(0, 0, 0), floats(*[0] * (4 * size))
assert wind.wind_log_prob(density, x, 3 * size, heights, 3, log_prob, 3) == 0, last_error()
assert wind.wind_sample(density, 7, floats(0.5), 1, samples, 4 * size) == 0, last_error()
for number in [*log_prob, *samples]:
    print(f"{number:.9g}")

# Whatever is wrong has a status and a text, and nothing is written.
inside = ctypes.cast(ctypes.addressof(x) + 4, numbers)
unaligned = ctypes.cast(ctypes.addressof(x) + 1, numbers)
out = floats(7, 7, 7)
wrong = [
    (None, x, 6, heights, 3, out, 3, "found null for `density`"),
    (density, None, 6, heights, 3, out, 3, "found null for `x`, expected 6 values"),
    (density, x, 5, heights, 3, out, 3, "found 5 numbers of the events, expected 3 × 2"),
    (density, x, 6, heights, 2, out, 3, "found 2 numbers of the contexts, expected 3 × 1"),
    (density, x, 6, None, 0, out, 3, "found 0 numbers of the contexts"),
    (density, x, 6, heights, 3, None, 3, "found null for `log_prob`"),
    (density, x, 6, heights, 3, out, 2, "found 6 numbers of the events, expected 2 × 2"),
    (density, x, 6, heights, 3, inside, 3, "found `log_prob` where values are read"),
    (density, unaligned, 2, heights, 1, out, 1, "no multiple of 4"),
    (density, x, 2**62, heights, 3, out, 3, "which no memory holds"),
]
for *arguments, expected in wrong:
    assert wind.wind_log_prob(*arguments) == 2, expected
    assert expected in last_error(), (expected, last_error())
assert list(out) == [7, 7, 7] and list(x) == list(floats(0.5, 0.2, -1.0, 0.0, 2.0, 1.5))
assert wind.wind_sample(density, 7, heights, 3, samples, 8) == 2
assert "found 3 numbers of the context, expected 1 × 1" in last_error(), last_error()
assert wind.wind_sample(density, 7, heights, 1, samples, 7) == 2
assert "room for 7 numbers of samples, expected a multiple of 2" in last_error(), last_error()
assert wind.wind_sample(density, 7, heights, 1, None, 0) == 0
assert wind.wind_new_from_bytes(None, 0) is None and last_error()
half = bytes_of_model[: len(bytes_of_model) // 2]
assert wind.wind_new_from_bytes(half, len(half)) is None and last_error()
wind.wind_free(density)
wind.wind_free(None)
