#ifndef CFACTS_H
#define CFACTS_H

#include <stddef.h>
#include <stdint.h>

/// Where the blob of facts begins in this program; it is there for as long as the program runs.
const uint8_t *esteira_facts_bytes(void);

/// How many bytes the blob has.
size_t esteira_facts_count(void);

#endif
