// Plain requests into a Handler, with the Digest answer computed here. A nonce is used as long as
// the server takes it.
#include "in_process_door.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "digest.hpp"

namespace conformance {
namespace {

constexpr std::string_view host = "orgd.test:8080";

class InProcessDoor final : public Door {
 public:
  explicit InProcessDoor(InProcessService service) : service_(std::move(service)) {}

  std::string base_url() const override { return "http://" + std::string(host); }

  Answer send(RequestSpec const& request) override {
    if (!request.credentials) return exchange(request, {});
    if (!challenge_) {
      Answer answer = exchange(request, {});
      if (!take_challenge(answer)) return answer;
    }
    Answer answer = authorized(request);
    if (answer.status == 401 && take_challenge(answer) && challenge_->stale == "true")
      answer = authorized(request);
    return answer;
  }

  std::string mail_link(std::string const& invitation_id) override {
    return service_.mail_link ? service_.mail_link(invitation_id) : Door::mail_link(invitation_id);
  }
  std::optional<std::string> operator_command(std::vector<std::string> const& arguments,
                                              std::string const& private_key) override {
    if (!service_.operator_command) return Door::operator_command(arguments, private_key);
    service_.operator_command(arguments, private_key);
    return "";
  }
  Backstage const& backstage() override {
    return service_.backstage.make_team ? service_.backstage : Door::backstage();
  }
  void take_turns(bool taken) override {
    if (service_.take_turns) service_.take_turns(taken);
  }
  void advance_clock(std::chrono::seconds by) override {
    service_.advance_clock ? service_.advance_clock(by) : Door::advance_clock(by);
  }
  void set_clock(std::chrono::seconds by) override {
    service_.set_clock ? service_.set_clock(by) : Door::set_clock(by);
  }
  void fail_statement(int n) override {
    service_.fail_statement ? service_.fail_statement(n) : Door::fail_statement(n);
  }

 private:
  bool take_challenge(Answer const& answer) {
    auto challenge = parse_challenge(answer.header("WWW-Authenticate"));
    if (!challenge) return false;
    challenge_ = std::move(challenge);
    count_ = 0;
    return true;
  }

  Answer authorized(RequestSpec const& request) {
    return exchange(request,
                    authorization(*challenge_, *request.credentials, request, {.count = ++count_}));
  }

  Answer exchange(RequestSpec const& request, std::string const& authorization) {
    orgd::Request plain;
    plain.method = request.method;
    plain.target = request.target;
    plain.body = request.body;
    plain.remote_address = request.client_address.value_or("127.0.0.1");
    bool const named = std::ranges::any_of(
        request.headers, [](Header const& header) { return same_name(header.name, "Host"); });
    if (!named) plain.add_field("Host", host);
    for (Header const& header : request.headers) plain.add_field(header.name, header.value);
    if (!authorization.empty()) plain.add_field("Authorization", authorization);
    orgd::Response response;
    auto const done = service_.loop->run(service_.handler(plain, response));
    Answer answer{.status = response.status, .sent = describe(request)};
    if (!done) throw Failure{"the handler itself failed\nsent:\n" + answer.sent};
    if (!response.content_type.empty())
      answer.headers.push_back({"Content-Type", response.content_type});
    split_fields(response.fields, answer);
    if (request.method != "HEAD") answer.body = response.body;
    return answer;
  }

  static void split_fields(std::string_view fields, Answer& answer) {
    for (auto end = fields.find("\r\n"); end != std::string_view::npos; end = fields.find("\r\n")) {
      std::string_view const line = fields.substr(0, end);
      auto const colon = std::min(line.find(": "), line.size());
      answer.headers.push_back({std::string(line.substr(0, colon)),
                                std::string(line.substr(std::min(colon + 2, line.size())))});
      fields.remove_prefix(end + 2);
    }
  }

  InProcessService service_;
  std::optional<Challenge> challenge_;
  unsigned count_ = 0;
};

}  // namespace

std::unique_ptr<Door> make_in_process_door(InProcessService service) {
  return std::make_unique<InProcessDoor>(std::move(service));
}

}  // namespace conformance
