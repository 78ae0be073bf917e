#include "CFacts.h"
#include "facts.h"

// The assembler includes the blob as it is: a literal of its size would take the compiler minutes.
// It looks in the target's folder, which Package.swift names as a place for headers. The digest in
// the comment changes with the blob, and so does what this file is compiled to.
#if defined(__APPLE__)
#define SECTION ".section __TEXT,__const\n"
#define SYMBOL(name) "_" #name
#else
#define SECTION ".section esteira_facts,\"a\",@progbits\n"
#define SYMBOL(name) #name
#endif

__asm__(SECTION
        ".balign 8\n"
        ".globl " SYMBOL(esteira_facts_start) "\n"
        SYMBOL(esteira_facts_start) ":\n"
        ".incbin \"facts.bin\"\n"
        ".globl " SYMBOL(esteira_facts_end) "\n"
        SYMBOL(esteira_facts_end) ":\n"
        ".byte 0 /* " FACTS_DIGEST " */\n"
        ".text\n");

extern const uint8_t esteira_facts_start[] __attribute__((visibility("hidden")));
extern const uint8_t esteira_facts_end[] __attribute__((visibility("hidden")));

const uint8_t *esteira_facts_bytes(void) { return esteira_facts_start; }

size_t esteira_facts_count(void) { return (size_t)(esteira_facts_end - esteira_facts_start); }
