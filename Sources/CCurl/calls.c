#include "library.h"

enum {
  READ_DATA = 10009,
  WRITE_DATA = 10001,
  ERROR_BUFFER = 10010,
  HTTP_HEADER = 10023,
  HEADER_DATA = 10029,
  UPLOAD_SIZE = 30115,
  PROXY_STATUS = 0x200000 + 22,
  MAX_CONNECTIONS = 6,
  MESSAGE_DONE = 1,
};

const char *esteira_curl_words(const esteira_curl *curl, int error) {
  return curl->easy_strerror(error);
}

const char *esteira_curl_multi_words(const esteira_curl *curl, int error) {
  return curl->multi_strerror(error);
}

esteira_curl_easy *esteira_curl_easy_new(const esteira_curl *curl) {
  return curl->easy_init();
}

void esteira_curl_easy_free(const esteira_curl *curl, esteira_curl_easy *easy) {
  curl->easy_cleanup(easy);
}

int esteira_curl_set_number(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_number option, long value) {
  return curl->easy_setopt(easy, option, value);
}

int esteira_curl_set_text(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_text option,
    const char *value) {
  return curl->easy_setopt(easy, option, value);
}

static int context_option(esteira_curl_function option) {
  switch (option) {
  case ESTEIRA_CURL_ON_BODY: return WRITE_DATA;
  case ESTEIRA_CURL_ON_UPLOAD: return READ_DATA;
  case ESTEIRA_CURL_ON_HEADER: return HEADER_DATA;
  }
  __builtin_unreachable();
}

int esteira_curl_set_function(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_function option,
    esteira_curl_callback function, void *context) {
  int error = curl->easy_setopt(easy, option, function);
  return error != 0 ? error : curl->easy_setopt(easy, context_option(option), context);
}

int esteira_curl_set_upload_size(
    const esteira_curl *curl, esteira_curl_easy *easy, int64_t size) {
  return curl->easy_setopt(easy, UPLOAD_SIZE, size);
}

int esteira_curl_set_headers(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_lines *lines) {
  return curl->easy_setopt(easy, HTTP_HEADER, lines);
}

int esteira_curl_set_error_text(
    const esteira_curl *curl, esteira_curl_easy *easy, char *buffer) {
  return curl->easy_setopt(easy, ERROR_BUFFER, buffer);
}

long esteira_curl_proxy_status(const esteira_curl *curl, esteira_curl_easy *easy) {
  long status = 0;
  return curl->easy_getinfo(easy, PROXY_STATUS, &status) == 0 ? status : 0;
}

esteira_curl_lines *esteira_curl_append(
    const esteira_curl *curl, esteira_curl_lines *lines, const char *line) {
  return curl->slist_append(lines, line);
}

void esteira_curl_lines_free(const esteira_curl *curl, esteira_curl_lines *lines) {
  curl->slist_free_all(lines);
}

esteira_curl_multi *esteira_curl_multi_new(const esteira_curl *curl) {
  return curl->multi_init();
}

void esteira_curl_multi_free(const esteira_curl *curl, esteira_curl_multi *multi) {
  curl->multi_cleanup(multi);
}

int esteira_curl_keep_connections(
    const esteira_curl *curl, esteira_curl_multi *multi, long count) {
  return curl->multi_setopt(multi, MAX_CONNECTIONS, count);
}

int esteira_curl_add(
    const esteira_curl *curl, esteira_curl_multi *multi, esteira_curl_easy *easy) {
  return curl->multi_add_handle(multi, easy);
}

int esteira_curl_remove(
    const esteira_curl *curl, esteira_curl_multi *multi, esteira_curl_easy *easy) {
  return curl->multi_remove_handle(multi, easy);
}

int esteira_curl_perform(const esteira_curl *curl, esteira_curl_multi *multi) {
  int running;
  return curl->multi_perform(multi, &running);
}

int esteira_curl_wait(
    const esteira_curl *curl, esteira_curl_multi *multi, int milliseconds) {
  return curl->multi_poll(multi, NULL, 0, milliseconds, NULL);
}

int esteira_curl_wake(const esteira_curl *curl, esteira_curl_multi *multi) {
  return curl->multi_wakeup(multi);
}

esteira_curl_easy *esteira_curl_next_finished(
    const esteira_curl *curl, esteira_curl_multi *multi, int *error) {
  int left;
  struct message *message;
  while ((message = curl->multi_info_read(multi, &left)) != NULL) {
    if (message->kind != MESSAGE_DONE) continue;
    *error = message->data.error;
    return message->easy;
  }
  return NULL;
}
