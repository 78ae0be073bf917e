#ifndef CATTRIBUTES_H
#define CATTRIBUTES_H

#include <sys/xattr.h>

#endif
