#include "sha256.h"

#if CDIGESTS_SHA256_ARM64

#include <arm_neon.h>

#if defined(__linux__)
#include <sys/auxv.h>

/* From the kernel's asm/hwcap.h, which not every C library's headers bring along. */
#define SHA2_CAPABILITY (1ul << 6)

bool esteira_sha256_can_accelerate(void) { return getauxval(AT_HWCAP) & SHA2_CAPABILITY; }
#else
/* Every 64-bit Apple processor that runs macOS has them. */
bool esteira_sha256_can_accelerate(void) { return true; }
#endif

__attribute__((target("sha2")))
void esteira_sha256_accelerated(uint32_t *state, const void *blocks, size_t count) {
    const uint8_t *block = blocks;
    uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);

    for (; count > 0; count--, block += 64) {
        uint32x4_t w[4];
        uint32x4_t before_abcd = abcd, before_efgh = efgh;
#pragma clang loop unroll(full)
        for (int four = 0; four < 16; four++) {
            uint32x4_t *now = &w[four & 3];
            if (four < 4) {
                *now = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * four)));
            } else {
                uint32x4_t next = w[(four + 1) & 3], third = w[(four + 2) & 3], last = w[(four + 3) & 3];
                *now = vsha256su1q_u32(vsha256su0q_u32(*now, next), third, last);
            }
            uint32x4_t input = vaddq_u32(*now, vld1q_u32(esteira_sha256_constants + 4 * four));
            uint32x4_t old_abcd = abcd;
            abcd = vsha256hq_u32(abcd, efgh, input);
            efgh = vsha256h2q_u32(efgh, old_abcd, input);
        }
        abcd = vaddq_u32(abcd, before_abcd);
        efgh = vaddq_u32(efgh, before_efgh);
    }

    vst1q_u32(state, abcd);
    vst1q_u32(state + 4, efgh);
}

#endif
