#ifndef CENDPOINTS_H
#define CENDPOINTS_H

#include <stddef.h>
#include <stdint.h>

/// Where the text of the endpoint rules begins in this program; it is there for as long as the
/// program runs.
const uint8_t *esteira_endpoints_bytes(void);

/// How many bytes the text has.
size_t esteira_endpoints_count(void);

#endif
