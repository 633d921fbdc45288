// Generations of nonces, and the window of counts of each.
#include "security/used_counts.hpp"

#include <algorithm>
#include <utility>

namespace orgd {

// Nonces of this process that were used before a second were minted before it, too. Those of
// another process may bear a later one, if its clock is ahead: the newest of them says how far to
// refuse.
void UsedCounts::rotate(std::int64_t now) {
  bool const aged = now - current_.since > nonce_lifetime.count();
  bool const full = current_.counts.size() >= max_nonces || current_.windows.size() >= max_windows;
  if (!aged && !full) return;
  own_horizon_ = current_.since;
  foreign_horizon_ = std::max(foreign_horizon_, previous_.newest_foreign + 1);
  previous_ = std::exchange(current_, Generation());
  current_.since = now + 1;
}

// The counts of a nonce, brought into the current generation.
UsedCounts::Counts* UsedCounts::find(std::uint64_t serial) {
  if (auto const at = current_.counts.find(serial); at != current_.counts.end()) return &at->second;
  auto node = previous_.counts.extract(serial);
  if (node.empty()) return nullptr;
  Counts& counts = node.mapped();
  if (counts.window != 0) {
    current_.windows.push_back(previous_.windows[counts.window - 1]);
    counts.window = static_cast<std::uint32_t>(current_.windows.size());
  }
  return &current_.counts.insert(std::move(node)).position->second;
}

UsedCounts::Window& UsedCounts::Generation::window_of(Counts& of) {
  if (of.window == 0) {
    windows.emplace_back();
    of.window = static_cast<std::uint32_t>(windows.size());
  }
  return windows[of.window - 1];
}

bool UsedCounts::Generation::take(Counts& of, std::uint32_t count) {
  if (count <= of.highest) {
    if (count == of.highest || of.highest - count > UsedCounts::window) return false;
    Window& used = window_of(of);
    auto const bit = count % UsedCounts::window;
    if (used[bit]) return false;
    used.set(bit);
    return true;
  }
  Window& used = window_of(of);
  std::uint32_t const step = count - of.highest;
  if (step > UsedCounts::window) {
    used.reset();
  } else {
    for (std::uint32_t between = 1; between < step; ++between)
      used.reset((of.highest + between) % UsedCounts::window);
    used.set(of.highest % UsedCounts::window);
  }
  of.highest = count;
  return true;
}

UsedCounts::Verdict UsedCounts::use(Nonce const& nonce, std::uint32_t count, std::int64_t now) {
  rotate(now);
  if (nonce.second < (nonce.own ? own_horizon_ : foreign_horizon_)) return Verdict::forgotten;
  Counts* const known = find(nonce.serial);
  if (!nonce.own) current_.newest_foreign = std::max(current_.newest_foreign, nonce.second);
  if (!known) {
    current_.counts.emplace(nonce.serial, Counts{.highest = count});
    return Verdict::fresh;
  }
  return current_.take(*known, count) ? Verdict::fresh : Verdict::replayed;
}

}  // namespace orgd
