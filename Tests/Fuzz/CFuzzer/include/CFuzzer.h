#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// libFuzzer's main loop, for programs that bring their own main:
/// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
int LLVMFuzzerRunDriver(int *argc, char *_Nullable *_Nonnull *_Nonnull argv,
                        int (*check)(const uint8_t *_Nullable bytes, size_t count));

#pragma clang assume_nonnull end

#endif
