// HTTP over libcurl, which only this file, connections.cpp and transfer.cpp know. Each transfer has
// a handle of its own.
#include <curl/curl.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <utility>

#include "atlas/transport.hpp"
#include "client/connections.hpp"
#include "client/request_rules.hpp"
#include "client/transfer.hpp"

namespace atlas {
namespace {

using Clock = std::chrono::steady_clock;
using detail::Connections;
using detail::CurlHandles;
using detail::FieldList;
using detail::Transfer;
using std::chrono::milliseconds;

std::string variable(char const* name) {
  char const* value = std::getenv(name);
  return value ? value : "";
}

// Where certificates that are trusted come from; "" is libcurl's own place.
struct Trust {
  std::string file;
  std::string directory;

  // The names and their order are those of the curl program.
  explicit Trust(std::string wanted) : file(std::move(wanted)) {
    if (file.empty()) file = variable("CURL_CA_BUNDLE");
    if (!file.empty()) return;
    file = variable("SSL_CERT_FILE");
    directory = variable("SSL_CERT_DIR");
  }
  bool is_default() const { return file.empty() && directory.empty(); }
};

class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(HttpOptions options)
      : options_(std::move(options)), trust_(options_.ca_file), connections_(&Connections::make) {}

  std::expected<HttpResponse, TransportError> send(HttpRequest const& request) override {
    if (auto fault = detail::fault_of(request)) return refusal(std::move(*fault));
    if (auto fault = fault_of_proxy(); !fault.empty()) return refusal(std::move(fault));
    Connections& connections = connections_.get();
    auto handles = connections.take();
    if (!handles) return std::unexpected(TransportError{Failure::cancelled, process_ends, false});
    Transfer transfer{.request = request};
    auto answer = run(connections, *handles, transfer);
    // A callback may have forked: then the connection is the parent's, which goes on with it.
    if (connections_.existing() != &connections) {
      detail::keep_for_ever(std::shared_ptr<CurlHandles>(std::move(handles)));
      return std::unexpected(TransportError{Failure::interrupted, "forked in mid-call"});
    }
    connections.give_back(std::move(handles));
    if (transfer.thrown) std::rethrow_exception(transfer.thrown);
    return answer;
  }

 private:
  static std::unexpected<TransportError> refusal(std::string why) {
    return std::unexpected(TransportError{.failure = Failure::invalid,
                                          .detail = std::move(why),
                                          .may_have_arrived = false,
                                          .permanent = true});
  }

  std::string fault_of_proxy() const {
    std::string_view const proxy = options_.proxy ? *options_.proxy : std::string_view();
    auto const end = proxy.find("://");
    if (end == std::string_view::npos) return "";
    auto const scheme = proxy.substr(0, end);
    for (std::string_view known : {"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
      if (scheme == known) return "";
    return fmt::format(
        "the proxy's scheme {} is none of http, https, socks4, socks4a, socks5, "
        "socks5h",
        scheme);
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
    set(easy, CURLOPT_HEADERFUNCTION, detail::take_header);
    set(easy, CURLOPT_HEADERDATA, &transfer);
    set(easy, CURLOPT_WRITEFUNCTION, detail::take_body);
    set(easy, CURLOPT_WRITEDATA, &transfer);
    set(easy, CURLOPT_PREREQFUNCTION, detail::before_request);
    set(easy, CURLOPT_PREREQDATA, &transfer);
    set(easy, CURLOPT_ERRORBUFFER, detail);
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    set(easy, CURLOPT_QUICK_EXIT, 1L);  // an end does not wait for the resolver of names
#endif
    if (request.timeout)
      set(easy, CURLOPT_TIMEOUT_MS, std::max(1L, long(request.timeout->count())));
    if (request.connect_timeout)
      set(easy, CURLOPT_CONNECTTIMEOUT_MS, std::max(1L, long(request.connect_timeout->count())));
    set_up_peer(easy);
  }

  // Whom the transfer reaches, through whom, and why it believes that.
  void set_up_peer(CURL* easy) const {
    if (options_.proxy) set(easy, CURLOPT_PROXY, options_.proxy->c_str());
    if (!trust_.is_default()) {
      set(easy, CURLOPT_CAINFO, trust_.file.empty() ? nullptr : trust_.file.c_str());
      set(easy, CURLOPT_CAPATH, trust_.directory.empty() ? nullptr : trust_.directory.c_str());
    }
    set_text(easy, CURLOPT_SSLCERT, options_.client_certificate);
    set_text(easy, CURLOPT_SSLKEY, options_.client_key);
    set(easy, CURLOPT_SSL_VERIFYPEER, options_.verify ? 1L : 0L);
    set(easy, CURLOPT_SSL_VERIFYHOST, options_.verify ? 2L : 0L);
  }

  std::expected<HttpResponse, TransportError> run(Connections const& connections,
                                                  CurlHandles& handles, Transfer& transfer) const {
    FieldList const fields(transfer.request.headers);
    char detail[CURL_ERROR_SIZE] = "";
    set_up(handles.easy, transfer, fields, detail);
    std::stop_callback const wake(transfer.request.stop, [&] { curl_multi_wakeup(handles.multi); });
    curl_multi_add_handle(handles.multi, handles.easy);
    auto const ended = drive(connections, handles, transfer);
    long sent = 0;
    curl_easy_getinfo(handles.easy, CURLINFO_REQUEST_SIZE, &sent);
    {
      detail::NoFork const no_fork;
      curl_multi_remove_handle(handles.multi, handles.easy);
    }
    if (!ended) return std::unexpected(ended.error());
    if (*ended != CURLE_OK) return std::unexpected(error_of(*ended, transfer, sent > 0, detail));
    return std::move(transfer.response);
  }

  static void perform(CurlHandles& handles) {
    detail::NoFork const no_fork;
    int running = 0;
    curl_multi_perform(handles.multi, &running);
  }

  // Drives the transfer to its end, or to what ends it earlier.
  std::expected<CURLcode, TransportError> drive(Connections const& connections,
                                                CurlHandles& handles, Transfer& transfer) const {
    HttpRequest const& request = transfer.request;
    for (;;) {
      perform(handles);
      int left = 0;
      while (CURLMsg const* message = curl_multi_info_read(handles.multi, &left))
        if (message->msg == CURLMSG_DONE) return message->data.result;
      if (request.stop.stop_requested())
        return std::unexpected(TransportError{Failure::cancelled, "cancelled by the caller"});
      if (connections_.existing() != &connections || connections.is_stopping())
        return std::unexpected(TransportError{Failure::cancelled, process_ends});
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

  static constexpr char const* process_ends = "the process comes to its end";
  HttpOptions const options_;
  Trust const trust_;
  detail::PerProcess<Connections> connections_;
};

}  // namespace

std::shared_ptr<Transport> make_http_transport(HttpOptions const& options) {
  return std::make_shared<HttpTransport>(options);
}

}  // namespace atlas
