// Each node's own door, in turn.
#include "spread_door.hpp"

#include <utility>

#include "digest.hpp"

namespace conformance {
namespace {

class SpreadDoor final : public Door {
 public:
  SpreadDoor(std::vector<std::unique_ptr<Door>> nodes, std::string public_url, bool shares_replays)
      : nodes_(std::move(nodes)),
        public_url_(std::move(public_url)),
        shares_replays_(shares_replays) {}

  std::string base_url() const override { return public_url_; }

  Answer send(RequestSpec const& request) override {
    Door& node = next();
    if (!request.credentials) return node.send(request);
    // Not counted as a turn: else of two nodes the same one would always answer.
    Answer asked = nodes_[after(turn_)]->send(request.by_nobody());
    auto const challenge = parse_challenge(asked.header("WWW-Authenticate"));
    if (!challenge) return asked;
    Answer answer = node.send(request.by_nobody().plus(
        "Authorization", authorization(*challenge, *request.credentials, request)));
    answer.sent = describe(request);
    return answer;
  }

  RawExchange send_bytes(std::string const& bytes, int answers) override {
    return next().send_bytes(bytes, answers);
  }
  std::string mail_link(std::string const& invitation_id) override {
    return nodes_.front()->mail_link(invitation_id);
  }
  std::optional<std::string> operator_command(std::vector<std::string> const& arguments,
                                              std::string const& private_key) override {
    return nodes_.front()->operator_command(arguments, private_key);
  }
  void take_turns(bool taken) override { turns_ = taken; }
  bool shares_replays() const override { return shares_replays_; }

 private:
  std::size_t after(std::size_t node) const { return (node + 1) % nodes_.size(); }
  Door& next() {
    if (turns_) turn_ = after(turn_);
    return *nodes_[turn_];
  }

  std::vector<std::unique_ptr<Door>> nodes_;
  std::string public_url_;
  bool shares_replays_;
  std::size_t turn_ = 0;  // whose it is
  bool turns_ = true;
};

}  // namespace

std::unique_ptr<Door> make_spread_door(std::vector<std::unique_ptr<Door>> nodes,
                                       std::string public_url, bool shares_replays) {
  return std::make_unique<SpreadDoor>(std::move(nodes), std::move(public_url), shares_replays);
}

}  // namespace conformance
