#include "sha256.h"

#if CDIGESTS_SHA256_X86_64

#include <cpuid.h>
#include <immintrin.h>

bool esteira_sha256_can_accelerate(void) {
    unsigned int a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
    bool ssse3 = c & (1u << 9), sse41 = c & (1u << 19);
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    bool sha = b & (1u << 29);
    return ssse3 && sse41 && sha;
}

__attribute__((target("sha,sse4.1,ssse3")))
void esteira_sha256_accelerated(uint32_t *state, const void *blocks, size_t count) {
    const uint8_t *block = blocks;
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    const __m128i *k = (const __m128i *)esteira_sha256_constants;

    /* The instructions want the state as (a, b, e, f) and (c, d, g, h), a in the highest lane. */
    __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(badc, hgfe, 8);
    __m128i cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);

    for (; count > 0; count--, block += 64) {
        __m128i w[4];
        __m128i before_abef = abef, before_cdgh = cdgh;
#pragma clang loop unroll(full)
        for (int four = 0; four < 16; four++) {
            __m128i *now = &w[four & 3];
            if (four < 4) {
                __m128i bytes = _mm_loadu_si128((const __m128i *)block + four);
                *now = _mm_shuffle_epi8(bytes, big_endian);
            } else {
                __m128i next = w[(four + 1) & 3], third = w[(four + 2) & 3], last = w[(four + 3) & 3];
                __m128i sum = _mm_add_epi32(
                    _mm_sha256msg1_epu32(*now, next), _mm_alignr_epi8(last, third, 4));
                *now = _mm_sha256msg2_epu32(sum, last);
            }
            __m128i input = _mm_add_epi32(*now, _mm_loadu_si128(k + four));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, input);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(input, 0x0E));
        }
        abef = _mm_add_epi32(abef, before_abef);
        cdgh = _mm_add_epi32(cdgh, before_cdgh);
    }

    __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#endif
