// The only file of the client that knows libcurl. Each transfer has a handle of its own; handles
// are kept with their open connections for the next one.
#include <curl/curl.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <mutex>
#include <vector>

#include "atlas/transport.hpp"

namespace atlas {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Handles {
  CURL* easy = curl_easy_init();
  CURLM* multi = curl_multi_init();

  Handles() = default;
  Handles(Handles const&) = delete;
  Handles& operator=(Handles const&) = delete;
  ~Handles() {
    curl_multi_cleanup(multi);
    curl_easy_cleanup(easy);
  }
};

// What callbacks fill while a transfer runs.
struct Transfer {
  HttpRequest const& request;
  HttpResponse response{};
  Clock::time_point last_byte = Clock::now();
  bool sink_refused = false;
};

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  std::string_view line(data, size * count);
  transfer.last_byte = Clock::now();
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {  // the last status line counts: others were 1xx
    transfer.response = {};
    auto const code = line.find(' ');
    if (code == std::string_view::npos) return size * count;
    std::from_chars(line.data() + code + 1, line.data() + line.size(), transfer.response.status);
    auto const reason = line.find(' ', code + 1);
    if (reason != std::string_view::npos) transfer.response.reason = line.substr(reason + 1);
  } else if (auto const colon = line.find(':'); colon != std::string_view::npos) {
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    transfer.response.headers.add(line.substr(0, colon), value);
  }
  return size * count;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  std::string_view const piece(data, size * count);
  transfer.last_byte = Clock::now();
  auto const& sink = transfer.request.sink;
  if (sink && transfer.response.status / 100 == 2) {
    transfer.sink_refused = !sink(piece);
    return transfer.sink_refused ? 0 : piece.size();
  }
  transfer.response.body.append(piece);
  return piece.size();
}

class FieldList {
 public:
  explicit FieldList(Headers const& headers) {
    for (auto const& [name, value] : headers.fields())
      list_ = curl_slist_append(list_, fmt::format("{}: {}", name, value).c_str());
    // None of libcurl's own: no 100-continue wait, no form type.
    list_ = curl_slist_append(list_, "Expect:");
    if (!headers.find("Content-Type")) list_ = curl_slist_append(list_, "Content-Type:");
  }
  FieldList(FieldList const&) = delete;
  FieldList& operator=(FieldList const&) = delete;
  ~FieldList() { curl_slist_free_all(list_); }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

TransportError error_of(CURLcode code, Transfer const& transfer, char const* detail) {
  TransportError error{.detail = *detail ? detail : curl_easy_strerror(code)};
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      error.failure = Failure::invalid;
      error.may_have_arrived = false;
      break;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
      error.failure = Failure::connect;
      error.may_have_arrived = false;
      break;
    case CURLE_OPERATION_TIMEDOUT:
      error.failure = Failure::timeout;
      break;
    default:
      error.failure = transfer.sink_refused ? Failure::cancelled : Failure::interrupted;
  }
  return error;
}

class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(HttpOptions options) : options_(std::move(options)) {
    static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(ready);
  }

  std::expected<HttpResponse, TransportError> send(HttpRequest const& request) override {
    auto handles = take_handles();
    auto answer = transfer(*handles, request);
    std::lock_guard const lock(mutex_);
    if (free_.size() < max_free) free_.push_back(std::move(handles));
    return answer;
  }

 private:
  std::unique_ptr<Handles> take_handles() {
    std::lock_guard const lock(mutex_);
    if (free_.empty()) return std::make_unique<Handles>();
    auto handles = std::move(free_.back());
    free_.pop_back();
    return handles;
  }

  template <class T>
  static void set(CURL* easy, CURLoption option, T value) {
    curl_easy_setopt(easy, option, value);
  }
  static void set_text(CURL* easy, CURLoption option, std::string const& text) {
    if (!text.empty()) set(easy, option, text.c_str());
  }

  void set_up(CURL* easy, Transfer& transfer, FieldList const& fields, char* detail) const {
    HttpRequest const& request = transfer.request;
    curl_easy_reset(easy);
    set(easy, CURLOPT_URL, request.url.c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    set(easy, CURLOPT_NOBODY, request.method == "HEAD" ? 1L : 0L);
    bool const has_body = !request.body.empty() || request.method == "POST";
    if (has_body) {
      set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      set(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
    set(easy, CURLOPT_HTTPHEADER, fields.get());
    set(easy, CURLOPT_HEADERFUNCTION, take_header);
    set(easy, CURLOPT_HEADERDATA, &transfer);
    set(easy, CURLOPT_WRITEFUNCTION, take_body);
    set(easy, CURLOPT_WRITEDATA, &transfer);
    set(easy, CURLOPT_ERRORBUFFER, detail);
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_NOSIGNAL, 1L);
    if (request.timeout)
      set(easy, CURLOPT_TIMEOUT_MS, std::max(1L, long(request.timeout->count())));
    if (request.connect_timeout)
      set(easy, CURLOPT_CONNECTTIMEOUT_MS, std::max(1L, long(request.connect_timeout->count())));
    set_text(easy, CURLOPT_PROXY, options_.proxy);
    set_text(easy, CURLOPT_CAINFO, options_.ca_file);
    set_text(easy, CURLOPT_SSLCERT, options_.client_certificate);
    set_text(easy, CURLOPT_SSLKEY, options_.client_key);
    set(easy, CURLOPT_SSL_VERIFYPEER, options_.verify ? 1L : 0L);
    set(easy, CURLOPT_SSL_VERIFYHOST, options_.verify ? 2L : 0L);
  }

  std::expected<HttpResponse, TransportError> transfer(Handles& handles,
                                                       HttpRequest const& request) const {
    Transfer transfer{.request = request};
    FieldList const fields(request.headers);
    char detail[CURL_ERROR_SIZE] = "";
    set_up(handles.easy, transfer, fields, detail);
    std::stop_callback const wake(request.stop, [&] { curl_multi_wakeup(handles.multi); });
    curl_multi_add_handle(handles.multi, handles.easy);
    auto const ended = run(handles, transfer);
    curl_multi_remove_handle(handles.multi, handles.easy);
    if (!ended) return std::unexpected(ended.error());
    if (*ended != CURLE_OK) return std::unexpected(error_of(*ended, transfer, detail));
    return std::move(transfer.response);
  }

  // Drives the transfer to its end, or to what ends it earlier.
  static std::expected<CURLcode, TransportError> run(Handles& handles, Transfer& transfer) {
    HttpRequest const& request = transfer.request;
    for (;;) {
      int running = 0;
      curl_multi_perform(handles.multi, &running);
      int left = 0;
      while (CURLMsg const* message = curl_multi_info_read(handles.multi, &left))
        if (message->msg == CURLMSG_DONE) return message->data.result;
      if (request.stop.stop_requested())
        return std::unexpected(TransportError{Failure::cancelled, "cancelled by the caller"});
      milliseconds wait(1000);
      if (request.read_timeout) {
        auto const quiet =
            std::chrono::duration_cast<milliseconds>(Clock::now() - transfer.last_byte);
        if (quiet >= *request.read_timeout)
          return std::unexpected(
              TransportError{Failure::timeout, "no byte came within the read timeout"});
        wait = std::min(wait, *request.read_timeout - quiet + milliseconds(1));
      }
      curl_multi_poll(handles.multi, nullptr, 0, static_cast<int>(wait.count()), nullptr);
    }
  }

  static constexpr std::size_t max_free = 32;
  HttpOptions const options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Handles>> free_;
};

}  // namespace

std::shared_ptr<Transport> make_http_transport(HttpOptions const& options) {
  return std::make_shared<HttpTransport>(options);
}

}  // namespace atlas
