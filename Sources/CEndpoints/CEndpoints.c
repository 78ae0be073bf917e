#include "CEndpoints.h"
#include "endpoints.h"

// The assembler includes the text as it is, so that it is no literal that the compiler has to read.
// It looks in the target's folder, which Package.swift names as a place for headers. The digest in
// the comment changes with the text, and so does what this file is compiled to.
#if defined(__APPLE__)
#define SECTION ".section __TEXT,__const\n"
#define SYMBOL(name) "_" #name
#else
#define SECTION ".section esteira_endpoints,\"a\",@progbits\n"
#define SYMBOL(name) #name
#endif

__asm__(SECTION
        ".balign 8\n"
        ".globl " SYMBOL(esteira_endpoints_start) "\n"
        SYMBOL(esteira_endpoints_start) ":\n"
        ".incbin \"endpoints.txt\"\n"
        ".globl " SYMBOL(esteira_endpoints_end) "\n"
        SYMBOL(esteira_endpoints_end) ":\n"
        ".byte 0 /* " ENDPOINTS_DIGEST " */\n"
        ".text\n");

extern const uint8_t esteira_endpoints_start[] __attribute__((visibility("hidden")));
extern const uint8_t esteira_endpoints_end[] __attribute__((visibility("hidden")));

const uint8_t *esteira_endpoints_bytes(void) { return esteira_endpoints_start; }

size_t esteira_endpoints_count(void) { return (size_t)(esteira_endpoints_end - esteira_endpoints_start); }
