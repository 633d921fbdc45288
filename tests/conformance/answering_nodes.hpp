// Who makes the ids of requests that are answered inside this program.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <ranges>
#include <span>

#include "security/platform.hpp"

namespace orgd {

/// Lets each request be answered by another node, as far as ids tell: the ids of a request sort
/// before those of all earlier ones of the same second, and the clock stands. So a case that takes
/// ids to be in the order of requests fails, unless it stays on one server, whose ids sort after
/// all others.
class AnsweringNodes final : public Platform {
 public:
  explicit AnsweringNodes(Platform& machine) : machine_(machine) {}

  void take_turns(bool taken, IdSource& ids) {
    turns_ = taken;
    if (!taken) make_node(++last_, ids);
  }
  void next(IdSource& ids) {
    if (turns_) make_node(--first_, ids);
  }

  std::chrono::system_clock::time_point now() override { return machine_.now(); }
  std::chrono::steady_clock::time_point steady_now() override { return machine_.steady_now(); }
  void fill_random(std::span<unsigned char> bytes) override {
    std::uint64_t rest = node_;
    for (unsigned char& byte : std::views::reverse(bytes)) {
      byte = static_cast<unsigned char>(rest);
      rest >>= 8U;
    }
  }

 private:
  void make_node(std::uint64_t node, IdSource& ids) {
    node_ = node;
    std::destroy_at(&ids);
    std::construct_at(&ids, *this);
  }

  Platform& machine_;
  bool turns_ = true;
  std::uint64_t first_ = 0x8000000000;
  std::uint64_t last_ = first_;
  std::uint64_t node_ = 0;
};

}  // namespace orgd
