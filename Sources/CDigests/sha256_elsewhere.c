#include "sha256.h"

#if !CDIGESTS_SHA256_X86_64 && !CDIGESTS_SHA256_ARM64

bool esteira_sha256_can_accelerate(void) { return false; }

void esteira_sha256_accelerated(uint32_t *state, const void *blocks, size_t count) {
    esteira_sha256_portable(state, blocks, count);
}

#endif
