#include "include/CDigests.h"

bool esteira_bytes_differ(const void *left, const void *right, size_t count) {
    const uint8_t *a = left, *b = right;
    /* Volatile, so that no compiler may leave the loop once the answer is known. */
    volatile uint8_t difference = 0;
    for (size_t i = 0; i < count; i++) difference |= a[i] ^ b[i];
    return difference != 0;
}
