#include "CModels.h"
#include "models.h"

// The assembler includes the text as it is, so that it is no literal that the compiler has to read.
// It looks in the target's folder, which Package.swift names as a place for headers. The digest in
// the comment changes with the text, and so does what this file is compiled to.
#if defined(__APPLE__)
#define SECTION ".section __TEXT,__const\n"
#define SYMBOL(name) "_" #name
#else
#define SECTION ".section esteira_models,\"a\",@progbits\n"
#define SYMBOL(name) #name
#endif

__asm__(SECTION
        ".balign 8\n"
        ".globl " SYMBOL(esteira_models_start) "\n"
        SYMBOL(esteira_models_start) ":\n"
        ".incbin \"models.txt\"\n"
        ".globl " SYMBOL(esteira_models_end) "\n"
        SYMBOL(esteira_models_end) ":\n"
        ".byte 0 /* " MODELS_DIGEST " */\n"
        ".text\n");

extern const uint8_t esteira_models_start[] __attribute__((visibility("hidden")));
extern const uint8_t esteira_models_end[] __attribute__((visibility("hidden")));

const uint8_t *esteira_models_bytes(void) { return esteira_models_start; }

size_t esteira_models_count(void) { return (size_t)(esteira_models_end - esteira_models_start); }
