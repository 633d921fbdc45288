// Requests through libcurl, and local commands through the server's program.
#include "http_door.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "process.hpp"
#include "raw_socket.hpp"
#include "reading.hpp"

namespace conformance {
namespace {

struct CurlFree {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  auto const begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

// Each response of an exchange starts anew, so the last one remains.
std::size_t take_header(char* data, std::size_t size, std::size_t count, void* target) {
  auto& answer = *static_cast<Answer*>(target);
  std::string_view const line = trimmed(std::string_view(data, size * count));
  if (line.starts_with("HTTP/")) {
    answer.headers.clear();
    answer.body.clear();
  } else if (auto const colon = line.find(':'); colon != std::string_view::npos) {
    answer.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
  }
  return size * count;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* target) {
  static_cast<Answer*>(target)->body.append(data, size * count);
  return size * count;
}

class HttpDoor final : public Door {
 public:
  HttpDoor(std::string base_url, std::optional<LocalServer> local)
      : base_url_(std::move(base_url)), local_(std::move(local)), curl_(curl_easy_init()) {
    if (!curl_) throw std::runtime_error("libcurl gives no handle");
  }

  std::string base_url() const override { return base_url_; }
  Answer send(RequestSpec const& request) override;
  RawExchange send_bytes(std::string const& bytes, int answers) override {
    return exchange_bytes(base_url_, bytes, answers);
  }
  std::string mail_link(std::string const& invitation_id) override;
  std::optional<std::string> operator_command(std::vector<std::string> const& arguments,
                                              std::string const& private_key) override;

 private:
  template <class T>
  void set(CURLoption option, T value) {
    if (auto const code = curl_easy_setopt(curl_.get(), option, value); code != CURLE_OK)
      throw std::runtime_error(curl_easy_strerror(code));
  }
  std::unique_ptr<curl_slist, CurlFree> header_list(RequestSpec const& request) const;

  std::string base_url_;
  std::optional<LocalServer> local_;
  std::unique_ptr<CURL, CurlFree> curl_;
};

// What libcurl would add on its own is taken away unless the request has it.
std::unique_ptr<curl_slist, CurlFree> HttpDoor::header_list(RequestSpec const& request) const {
  std::vector<std::string> lines{"Expect:"};
  for (auto const* name : {"Accept", "Content-Type"}) {
    bool given = false;
    for (Header const& header : request.headers) given |= same_name(header.name, name);
    if (!given) lines.push_back(fmt::format("{}:", name));
  }
  for (Header const& header : request.headers)
    lines.push_back(header.value.empty() ? header.name + ";"
                                         : fmt::format("{}: {}", header.name, header.value));
  std::unique_ptr<curl_slist, CurlFree> list;
  for (std::string const& line : lines) list.reset(curl_slist_append(list.release(), line.c_str()));
  return list;
}

Answer HttpDoor::send(RequestSpec const& request) {
  if (request.client_address) throw Skip{"this door has one client address"};
  curl_easy_reset(curl_.get());
  Answer answer;
  answer.sent = describe(request);
  std::string const url = base_url_ + request.target;
  auto const headers = header_list(request);
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT, 60L);
  set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method == "HEAD") set(CURLOPT_NOBODY, 1L);
  if (!request.body.empty()) {
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.credentials) {
    set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_DIGEST));
    set(CURLOPT_USERNAME, request.credentials->public_key.c_str());
    set(CURLOPT_PASSWORD, request.credentials->private_key.c_str());
  }
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&answer));
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&answer));
  if (auto const code = curl_easy_perform(curl_.get()); code != CURLE_OK)
    throw Failure{fmt::format("sent:\n{}no answer: {}", answer.sent, curl_easy_strerror(code))};
  long status = 0;
  curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

std::optional<std::string> HttpDoor::operator_command(std::vector<std::string> const& arguments,
                                                      std::string const& private_key) {
  if (!local_) throw Skip{"operator commands need --orgd and --data"};
  std::vector<std::string> command{local_->program};
  command.insert(command.end(), arguments.begin(), arguments.end());
  command.insert(command.end(), {"--data", local_->data});
  setenv("ORGD_PRIVATE_KEY", private_key.c_str(), 1);
  Finished finished = run_command(command);
  unsetenv("ORGD_PRIVATE_KEY");
  if (finished.exit_code != 0) return std::nullopt;
  return std::move(finished.output);
}

std::string HttpDoor::mail_link(std::string const& invitation_id) {
  std::string const printed = operator_command({"outbox", "--json"}, {}).value_or("");
  auto const mails = parse_json(printed);
  if (!mails) throw Failure{"the outbox is not JSON: " + printed};
  for (Node const& mail : mails->children) {
    auto const* id = mail.find("invitationId");
    auto const* link = mail.find("link");
    if (id && link && id->text == invitation_id) return link->text;
  }
  throw Failure{fmt::format("the outbox has no mail for {}:\n{}", invitation_id, printed)};
}

}  // namespace

std::unique_ptr<Door> make_http_door(std::string base_url, std::optional<LocalServer> local) {
  return std::make_unique<HttpDoor>(std::move(base_url), std::move(local));
}

}  // namespace conformance
