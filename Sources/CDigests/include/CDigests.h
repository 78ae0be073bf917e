#ifndef CDIGESTS_H
#define CDIGESTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Absorbs `count` blocks of 64 bytes into the eight words of a SHA-256 state. Plain C.
void esteira_sha256_portable(uint32_t *state, const void *blocks, size_t count);

/// The same with the processor's SHA-256 instructions. Only where the next function says so: the
/// processor traps on instructions that it does not have.
void esteira_sha256_accelerated(uint32_t *state, const void *blocks, size_t count);

/// Whether this processor has SHA-256 instructions that this build can use.
bool esteira_sha256_can_accelerate(void);

/// Whether two runs of bytes differ. Takes the same time wherever they do.
bool esteira_bytes_differ(const void *left, const void *right, size_t count);

#endif
