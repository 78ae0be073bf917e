#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Runs a program as a fuzzer: what its arguments ask for, on as many inputs as they ask for.
int fuzz(int argc, char *_Nullable *_Nonnull argv,
         int (*check)(const uint8_t *_Nullable bytes, size_t count));

#pragma clang assume_nonnull end

#endif
