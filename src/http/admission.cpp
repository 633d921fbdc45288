// Counting by client and by kind.
#include "http/admission.hpp"

#include <algorithm>
#include <utility>

namespace orgd {

ClientShares::ClientShares(std::size_t share, std::vector<atlas::Block> unlimited)
    : share_(std::max<std::size_t>(share, 1)), unlimited_(std::move(unlimited)) {}

std::optional<atlas::Block> ClientShares::key_of(atlas::Address const& client) const {
  auto const contains = [&](atlas::Block const& block) { return block.contains(client); };
  if (std::ranges::any_of(unlimited_, contains)) return std::nullopt;
  return client.is_v4() ? atlas::Block(client) : atlas::Block::parse(client.text() + "/64");
}

bool ClientShares::enter(atlas::Address const& client, std::size_t many) {
  auto const key = key_of(client);
  if (!key) return true;
  std::lock_guard const lock(mutex_);
  std::size_t& open = open_[*key];
  if (open > 0 && open + many > share_) return false;
  open += many;
  return true;
}

void ClientShares::leave(atlas::Address const& client, std::size_t many) {
  auto const key = key_of(client);
  if (!key) return;
  std::lock_guard const lock(mutex_);
  auto const at = open_.find(*key);
  if (at == open_.end()) return;
  at->second -= std::min(many, at->second);
  if (at->second == 0) open_.erase(at);
}

Place::Place(Admission& admission, atlas::Address const& client)
    : admission_(&admission),
      client_(client),
      within_share_(admission.shares.enter(client)),
      others_(admission.counts.open.fetch_add(1, std::memory_order_relaxed)) {}

Place::Place(Place&& other) noexcept
    : admission_(other.admission_),
      client_(other.client_),
      within_share_(other.within_share_),
      kind_(std::exchange(other.kind_, Kind::none)),
      others_(other.others_) {}

Place::~Place() { give_back(); }

bool Place::linger() {
  if (kind_ == Kind::lingering) return true;
  give_back();
  auto& lingering = admission_->counts.lingering;
  kind_ = Kind::lingering;
  if (lingering.fetch_add(1, std::memory_order_relaxed) < max_lingering) return true;
  give_back();
  return false;
}

void Place::give_back() {
  auto& counts = admission_->counts;
  if (kind_ == Kind::open) {
    counts.open.fetch_sub(1, std::memory_order_relaxed);
    if (within_share_) admission_->shares.leave(client_);
  }
  if (kind_ == Kind::lingering) counts.lingering.fetch_sub(1, std::memory_order_relaxed);
  kind_ = Kind::none;
}

}  // namespace orgd
