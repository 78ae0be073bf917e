#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "library.h"

enum { GLOBAL_DEFAULT = 3 };

// The name of each function, and where in the table its address belongs.
static const struct {
  const char *name;
  size_t offset;
} symbols[] = {
#define SYMBOL(field) {"curl_" #field, offsetof(struct esteira_curl, field)}
    SYMBOL(global_init),
    SYMBOL(easy_init),
    SYMBOL(easy_cleanup),
    SYMBOL(easy_setopt),
    SYMBOL(easy_getinfo),
    SYMBOL(easy_strerror),
    SYMBOL(slist_append),
    SYMBOL(slist_free_all),
    SYMBOL(multi_init),
    SYMBOL(multi_cleanup),
    SYMBOL(multi_setopt),
    SYMBOL(multi_add_handle),
    SYMBOL(multi_remove_handle),
    SYMBOL(multi_perform),
    SYMBOL(multi_poll),
    SYMBOL(multi_wakeup),
    SYMBOL(multi_info_read),
    SYMBOL(multi_strerror),
#undef SYMBOL
};

const esteira_curl *esteira_curl_load(const char *file, char *why, size_t why_size) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(why, why_size, "%s", dlerror());
    return NULL;
  }
  struct esteira_curl *curl = malloc(sizeof *curl);
  if (curl == NULL) abort();
  for (size_t index = 0; index < sizeof symbols / sizeof *symbols; index++) {
    void *symbol = dlsym(library, symbols[index].name);
    if (symbol == NULL) {
      snprintf(why, why_size, "%s has no %s", file, symbols[index].name);
      goto unusable;
    }
    // POSIX has function and data pointers of one kind.
    *(void **)((char *)curl + symbols[index].offset) = symbol;
  }
  int error = curl->global_init(GLOBAL_DEFAULT);
  if (error == 0) return curl;
  snprintf(why, why_size, "%s: %s", file, curl->easy_strerror(error));
unusable:
  free(curl);
  dlclose(library);
  return NULL;
}
