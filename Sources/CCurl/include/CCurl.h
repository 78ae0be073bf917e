#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>
#include <stdint.h>

// What is used of libcurl, which is loaded when it is needed: nothing is linked to it, and its
// headers need not be there. The numbers are those of its interface 4, which never change.
// <https://curl.se/libcurl/c/>

/// The functions of a loaded libcurl. May be used by any thread.
typedef struct esteira_curl esteira_curl;
/// Several transfers and the connections they share. For one thread, but for the wakeup.
typedef struct esteira_curl_multi esteira_curl_multi;
/// One transfer.
typedef struct esteira_curl_easy esteira_curl_easy;
/// A list of lines.
typedef struct esteira_curl_lines esteira_curl_lines;

/// Takes bytes from a transfer, or fills a buffer for it; returns how many.
typedef size_t (*esteira_curl_callback)(char *bytes, size_t size, size_t count, void *context);

/// Options that are numbers.
typedef enum {
  ESTEIRA_CURL_NOBODY = 44,
  ESTEIRA_CURL_UPLOAD = 46,
  ESTEIRA_CURL_SSL_VERSION = 32,
  ESTEIRA_CURL_HTTP_VERSION = 84,
  ESTEIRA_CURL_BUFFER_SIZE = 98,
  ESTEIRA_CURL_NO_SIGNAL = 99,
  ESTEIRA_CURL_PROTOCOLS = 181,
  ESTEIRA_CURL_PATH_AS_IS = 234,
  ESTEIRA_CURL_UPLOAD_BUFFER_SIZE = 280,
  ESTEIRA_CURL_SUPPRESS_CONNECT_HEADERS = 265,
  ESTEIRA_CURL_MAX_AGE_CONNECTION = 288,
} esteira_curl_number;

/// Options that are texts, of which libcurl keeps copies.
typedef enum {
  ESTEIRA_CURL_URL = 10002,
  ESTEIRA_CURL_CUSTOM_REQUEST = 10036,
  ESTEIRA_CURL_CA_INFO = 10065,
  ESTEIRA_CURL_NO_PROXY = 10177,
} esteira_curl_text;

/// Options that are functions, each with the option that is its context.
typedef enum {
  ESTEIRA_CURL_ON_BODY = 20011,
  ESTEIRA_CURL_ON_UPLOAD = 20012,
  ESTEIRA_CURL_ON_HEADER = 20079,
} esteira_curl_function;

/// Values of options.
enum {
  ESTEIRA_CURL_STOP_SENDING = 0x10000000,
  ESTEIRA_CURL_HTTP_1_1 = 2,
  ESTEIRA_CURL_TLS_1_2 = 6,
  ESTEIRA_CURL_HTTP_AND_HTTPS = 3,
  ESTEIRA_CURL_ERROR_SIZE = 256,
};

/// Loads libcurl from a file. Without a result, `why` holds the reason: the loader's words, or
/// the name of a function that the library lacks.
const esteira_curl *esteira_curl_load(const char *file, char *why, size_t why_size);

/// What an error of a transfer means, in libcurl's words.
const char *esteira_curl_words(const esteira_curl *curl, int error);
/// What an error of a multi handle means, in libcurl's words.
const char *esteira_curl_multi_words(const esteira_curl *curl, int error);

esteira_curl_easy *esteira_curl_easy_new(const esteira_curl *curl);
void esteira_curl_easy_free(const esteira_curl *curl, esteira_curl_easy *easy);
int esteira_curl_set_number(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_number option, long value);
int esteira_curl_set_text(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_text option,
    const char *value);
int esteira_curl_set_function(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_function option,
    esteira_curl_callback function, void *context);
/// Says how many bytes will be sent.
int esteira_curl_set_upload_size(
    const esteira_curl *curl, esteira_curl_easy *easy, int64_t size);
/// Sets the lines to send, which must outlive the transfer.
int esteira_curl_set_headers(
    const esteira_curl *curl, esteira_curl_easy *easy, esteira_curl_lines *lines);
/// Sets where to write what went wrong: `ESTEIRA_CURL_ERROR_SIZE` bytes that outlive the handle.
int esteira_curl_set_error_text(
    const esteira_curl *curl, esteira_curl_easy *easy, char *buffer);
/// What a proxy last answered to being asked for a way through; 0 if none was asked.
long esteira_curl_proxy_status(const esteira_curl *curl, esteira_curl_easy *easy);

/// The list with one more line; NULL if there is no memory, and the list is what it was.
esteira_curl_lines *esteira_curl_append(
    const esteira_curl *curl, esteira_curl_lines *lines, const char *line);
void esteira_curl_lines_free(const esteira_curl *curl, esteira_curl_lines *lines);

esteira_curl_multi *esteira_curl_multi_new(const esteira_curl *curl);
void esteira_curl_multi_free(const esteira_curl *curl, esteira_curl_multi *multi);
/// Says how many idle connections are kept.
int esteira_curl_keep_connections(
    const esteira_curl *curl, esteira_curl_multi *multi, long count);
int esteira_curl_add(
    const esteira_curl *curl, esteira_curl_multi *multi, esteira_curl_easy *easy);
int esteira_curl_remove(
    const esteira_curl *curl, esteira_curl_multi *multi, esteira_curl_easy *easy);
/// Does what can be done without waiting.
int esteira_curl_perform(const esteira_curl *curl, esteira_curl_multi *multi);
/// Waits until something can be done, until woken, or until the time is up.
int esteira_curl_wait(
    const esteira_curl *curl, esteira_curl_multi *multi, int milliseconds);
/// Ends the wait, or the next one. For any thread.
int esteira_curl_wake(const esteira_curl *curl, esteira_curl_multi *multi);
/// The next transfer that is over, with its error or 0; NULL if there is none.
esteira_curl_easy *esteira_curl_next_finished(
    const esteira_curl *curl, esteira_curl_multi *multi, int *error);

#endif
