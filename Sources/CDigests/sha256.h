#ifndef CDIGESTS_SHA256_H
#define CDIGESTS_SHA256_H

#include "include/CDigests.h"

#if defined(__x86_64__) && (defined(__clang__) || defined(__GNUC__))
#define CDIGESTS_SHA256_X86_64 1
#elif defined(__aarch64__) && defined(__clang__) && !defined(__AARCH64EB__) \
    && (defined(__linux__) || defined(__APPLE__))
#define CDIGESTS_SHA256_ARM64 1
#endif

/// The round constants of FIPS 180-4, §4.2.2.
extern const uint32_t esteira_sha256_constants[64] __attribute__((visibility("hidden")));

#endif
