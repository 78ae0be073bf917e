// The functions are the C library's: Swift's own module of it leaves them out.
#include "CAttributes.h"
