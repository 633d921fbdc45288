// One exchange as libcurl sees it: fields out, fields and body in, and what a failure means.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <exception>
#include <string>

#include "atlas/transport.hpp"

namespace atlas::detail {

/// What callbacks fill while a transfer runs.
struct Transfer {
  HttpRequest const& request;
  HttpResponse response{};
  std::chrono::steady_clock::time_point last_byte = std::chrono::steady_clock::now();
  bool sink_refused = false;
  bool too_large = false;
  bool begun = false;           ///< something may have gone to the server
  bool not_repeated = false;    ///< it was lost, and nobody knows whether it arrived
  std::exception_ptr thrown{};  ///< by the sink; C code must not see it
};

/// Callbacks of libcurl; `user` is a Transfer.
std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user);
std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user);
/// Called each time that the request is about to be sent. libcurl sends it again by itself when a
/// connection that was kept ends without an answer; what may change something must not be.
int before_request(void* user, char* to, char* from, int to_port, int from_port);

/// The fields of a request in libcurl's form, and none of its own.
class FieldList {
 public:
  explicit FieldList(Headers const& headers);
  FieldList(FieldList const&) = delete;
  FieldList& operator=(FieldList const&) = delete;
  ~FieldList() { curl_slist_free_all(list_); }
  curl_slist* get() const { return list_; }

 private:
  void add(std::string const& line) { list_ = curl_slist_append(list_, line.c_str()); }
  curl_slist* list_ = nullptr;
};

/// `sent`: something went to the server or to a proxy.
TransportError error_of(CURLcode code, Transfer const& transfer, bool sent, char const* detail);

}  // namespace atlas::detail
