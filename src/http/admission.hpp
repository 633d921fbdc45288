// Who may open a connection and leave answers unread: how much of it each client address has, and
// the place that each connection takes among the open ones. Knows no socket. Thread-safe;
// connections and large answers come and go far less often than requests.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "api/address.hpp"
#include "http/connection_counts.hpp"

namespace orgd {

/// Open connections, or bytes of unread answers, by client: an IPv4 address, or the /64 that an
/// IPv6 client has for itself.
class ClientShares {
 public:
  /// Nobody in `unlimited` is counted.
  ClientShares(std::size_t share, std::vector<atlas::Block> unlimited);

  /// So many more of this client's; false when it would have more than its share. The first of a
  /// client may be larger than that.
  bool enter(atlas::Address const& client, std::size_t many = 1);
  void leave(atlas::Address const& client, std::size_t many = 1);

 private:
  std::optional<atlas::Block> key_of(atlas::Address const& client) const;

  std::size_t share_;
  std::vector<atlas::Block> unlimited_;
  std::mutex mutex_;
  std::map<atlas::Block, std::size_t> open_;
};

/// What all loops of a listener share to decide whom they let in.
struct Admission {
  ConnectionCounts counts;
  ClientShares shares;
  ClientShares answer_shares;
};

/// One connection's place among the open ones, given back when this goes.
class Place {
 public:
  Place(Admission& admission, atlas::Address const& client);
  Place(Place&& other) noexcept;
  Place& operator=(Place&&) = delete;
  ~Place();

  /// False when the client has its share without this one.
  bool within_share() const { return within_share_; }
  /// How many were open before.
  std::size_t others() const { return others_; }

  /// The connection has its last answer and waits for the client to have read it: it no longer
  /// counts as open. False when too many do so; then it had better be closed.
  bool linger();
  void give_back();

 private:
  enum class Kind : std::uint8_t { none, open, lingering };

  Admission* admission_;
  atlas::Address client_;
  bool within_share_;
  Kind kind_ = Kind::open;
  std::size_t others_;
};

/// Lingering connections at once.
inline constexpr std::size_t max_lingering = 256;

}  // namespace orgd
