#ifndef CMODELS_H
#define CMODELS_H

#include <stddef.h>
#include <stdint.h>

/// Where the text of the interfaces of services begins in this program; it is there for as long as the
/// program runs.
const uint8_t *esteira_models_bytes(void);

/// How many bytes the text has.
size_t esteira_models_count(void);

#endif
