// SMTP over libcurl, which only this file of the server knows. A connection is kept for the mails
// that go one after the other, and closed when there are no more.
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "mail/route.hpp"
#include "mail/smtp_dialogue.hpp"
#include "security/private_file.hpp"

namespace orgd::mail {
namespace {

constexpr long connect_seconds = 20;
constexpr long carry_seconds = 60;

std::string read_password(std::filesystem::path const& file) {
  require_private(file);
  std::ifstream in(file);
  std::string password;
  std::getline(in, password);
  if (password.ends_with('\r')) password.pop_back();
  if (!in || password.empty())
    throw std::runtime_error(
        fmt::format("the password file {} cannot be read or is empty", file.string()));
  return password;
}

// What libcurl's callbacks see of one transfer.
struct Transfer {
  std::string_view left;  // of the text
  SmtpDialogue& dialogue;
  std::function<bool()> const& ends;
};

std::size_t give_text(char* buffer, std::size_t size, std::size_t count, void* at) {
  auto& transfer = *static_cast<Transfer*>(at);
  auto const given = std::min(size * count, transfer.left.size());
  std::memcpy(buffer, transfer.left.data(), given);
  transfer.left.remove_prefix(given);
  return given;
}

int listen_in(CURL*, curl_infotype kind, char* data, std::size_t size, void* at) {
  auto& dialogue = static_cast<Transfer*>(at)->dialogue;
  std::string_view const line(data, size);
  if (kind == CURLINFO_HEADER_OUT) dialogue.note_command(line);
  if (kind == CURLINFO_HEADER_IN) dialogue.note_answer(line);
  if (kind == CURLINFO_DATA_OUT) dialogue.note_body();
  return 0;
}

int goes_on(void* at, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(at)->ends() ? 1 : 0;
}

class SmtpRoute final : public Route {
 public:
  SmtpRoute(MailSettings const& settings, std::function<bool()> ends)
      : settings_(settings),
        password_(settings.user.empty() ? "" : read_password(settings.password_file)),
        url_(fmt::format("{}/{}", settings.smtp.value().url(), settings.sender().domain())),
        ends_(std::move(ends)) {
    static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK) throw std::runtime_error("libcurl does not start");
  }
  SmtpRoute(SmtpRoute const&) = delete;
  SmtpRoute& operator=(SmtpRoute const&) = delete;
  ~SmtpRoute() override { rest(); }

  Outcome carry(Parcel const& parcel) override {
    if (!easy_) easy_ = curl_easy_init();
    if (!easy_) return later("there is no memory for a connection");
    dialogue_.begin();
    Transfer transfer{.left = parcel.text, .dialogue = dialogue_, .ends = ends_};
    std::string const from = fmt::format("<{}>", parcel.from);
    auto* const recipients = curl_slist_append(nullptr, fmt::format("<{}>", parcel.to).c_str());
    char detail[CURL_ERROR_SIZE] = "";
    curl_easy_reset(easy_);
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, give_text);
    set(CURLOPT_READDATA, &transfer);
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, listen_in);
    set(CURLOPT_DEBUGDATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, goes_on);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(detail));
    set_up_peer();
    auto const code = curl_easy_perform(easy_);
    curl_slist_free_all(recipients);
    if (code == CURLE_OK) return {.verdict = Verdict::sent};
    auto const outcome = outcome_of(code, detail);
    // What is left of the dialogue is nobody's business.
    rest();
    return outcome;
  }

  void rest() override {
    if (easy_) curl_easy_cleanup(easy_);
    easy_ = nullptr;
  }

  std::string describe() const override { return settings_.smtp->url(); }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    curl_easy_setopt(easy_, option, value);
  }

  void set_up_peer() {
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(CURLOPT_TIMEOUT, carry_seconds);
    bool const plain = settings_.insecure && !settings_.smtp->tls_first;
    set(CURLOPT_USE_SSL, static_cast<long>(plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings_.ca_file.empty()) {
      set(CURLOPT_CAINFO, settings_.ca_file.c_str());
      set(CURLOPT_CAPATH, static_cast<char const*>(nullptr));
    }
    if (settings_.user.empty()) return;
    set(CURLOPT_USERNAME, settings_.user.c_str());
    set(CURLOPT_PASSWORD, password_.c_str());
  }

  static Outcome later(std::string const& why) {
    return {.verdict = Verdict::later, .why = why, .summary = why, .of_route = true};
  }

  Outcome outcome_of(CURLcode code, std::string_view detail) const {
    if (code == CURLE_ABORTED_BY_CALLBACK) return later("the server was stopped meanwhile");
    if (code == CURLE_USE_SSL_FAILED && dialogue_.refusal().empty())
      return later("the mail server offers no STARTTLS (--smtp-insecure goes on without)");
    auto why = dialogue_.refusal();
    auto summary = dialogue_.short_refusal();
    if (why.empty()) why = summary = plain_line(detail.empty() ? curl_easy_strerror(code) : detail);
    return {.verdict = dialogue_.knows_no_recipient() ? Verdict::never : Verdict::later,
            .why = why,
            .summary = summary,
            .of_route = !dialogue_.is_about_mail()};
  }

  MailSettings const settings_;
  std::string const password_;
  std::string const url_;  // its path is what this side calls itself
  std::function<bool()> const ends_;
  SmtpDialogue dialogue_;
  CURL* easy_ = nullptr;
};

}  // namespace

std::unique_ptr<Route> make_smtp_route(MailSettings const& settings, std::function<bool()> ends) {
  return std::make_unique<SmtpRoute>(settings, std::move(ends));
}

}  // namespace orgd::mail
