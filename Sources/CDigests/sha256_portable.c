#include "sha256.h"

const uint32_t esteira_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define ROTATE(x, n) (((x) >> (n)) | ((x) << (32 - (n))))

static inline uint32_t word(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8
        | (uint32_t)bytes[3];
}

/* The schedule keeps its last sixteen words only: from the second sixteen rounds on, each word is
   made from them, in place, just before its round. */
#define EXTEND(j) \
    do { \
        uint32_t early = w[((j) + 1) & 15], late = w[((j) + 14) & 15]; \
        w[j] += (ROTATE(early, 7) ^ ROTATE(early, 18) ^ (early >> 3)) + w[((j) + 9) & 15] \
            + (ROTATE(late, 17) ^ ROTATE(late, 19) ^ (late >> 10)); \
    } while (0)

#define ROUND(a, b, c, d, e, f, g, h, j) \
    do { \
        uint32_t sum = h + (ROTATE(e, 6) ^ ROTATE(e, 11) ^ ROTATE(e, 25)) + (g ^ (e & (f ^ g))) \
            + k[j] + w[j]; \
        d += sum; \
        h = sum + (ROTATE(a, 2) ^ ROTATE(a, 13) ^ ROTATE(a, 22)) + ((a & b) ^ (c & (a ^ b))); \
    } while (0)

/* Eight rounds bring every variable back to its own name. */
#define EIGHT_ROUNDS(STEP, j) \
    do { \
        STEP((j) + 0); ROUND(a, b, c, d, e, f, g, h, (j) + 0); \
        STEP((j) + 1); ROUND(h, a, b, c, d, e, f, g, (j) + 1); \
        STEP((j) + 2); ROUND(g, h, a, b, c, d, e, f, (j) + 2); \
        STEP((j) + 3); ROUND(f, g, h, a, b, c, d, e, (j) + 3); \
        STEP((j) + 4); ROUND(e, f, g, h, a, b, c, d, (j) + 4); \
        STEP((j) + 5); ROUND(d, e, f, g, h, a, b, c, (j) + 5); \
        STEP((j) + 6); ROUND(c, d, e, f, g, h, a, b, (j) + 6); \
        STEP((j) + 7); ROUND(b, c, d, e, f, g, h, a, (j) + 7); \
    } while (0)

#define LOAD(j) w[j] = word(block + 4 * (j))

void esteira_sha256_portable(uint32_t *state, const void *blocks, size_t count) {
    const uint8_t *block = blocks;
    for (; count > 0; count--, block += 64) {
        uint32_t w[16];
        uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
        const uint32_t *k = esteira_sha256_constants;
        EIGHT_ROUNDS(LOAD, 0);
        EIGHT_ROUNDS(LOAD, 8);
        for (int sixteen = 1; sixteen < 4; sixteen++) {
            k += 16;
            EIGHT_ROUNDS(EXTEND, 0);
            EIGHT_ROUNDS(EXTEND, 8);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
