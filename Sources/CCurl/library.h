#ifndef CCURL_LIBRARY_H
#define CCURL_LIBRARY_H

#include "include/CCurl.h"

// What a multi handle says of a transfer.
struct message {
  int kind;
  esteira_curl_easy *easy;
  union {
    void *other;
    int error;
  } data;
};

// libcurl's functions as it declares them, but for the names of its types.
struct esteira_curl {
  int (*global_init)(long flags);
  esteira_curl_easy *(*easy_init)(void);
  void (*easy_cleanup)(esteira_curl_easy *easy);
  int (*easy_setopt)(esteira_curl_easy *easy, int option, ...);
  int (*easy_getinfo)(esteira_curl_easy *easy, int info, ...);
  const char *(*easy_strerror)(int error);
  esteira_curl_lines *(*slist_append)(esteira_curl_lines *lines, const char *line);
  void (*slist_free_all)(esteira_curl_lines *lines);
  esteira_curl_multi *(*multi_init)(void);
  int (*multi_cleanup)(esteira_curl_multi *multi);
  int (*multi_setopt)(esteira_curl_multi *multi, int option, ...);
  int (*multi_add_handle)(esteira_curl_multi *multi, esteira_curl_easy *easy);
  int (*multi_remove_handle)(esteira_curl_multi *multi, esteira_curl_easy *easy);
  int (*multi_perform)(esteira_curl_multi *multi, int *running);
  int (*multi_poll)(
      esteira_curl_multi *multi, void *extra, unsigned int count, int milliseconds, int *ready);
  int (*multi_wakeup)(esteira_curl_multi *multi);
  struct message *(*multi_info_read)(esteira_curl_multi *multi, int *left);
  const char *(*multi_strerror)(int error);
};

#endif
