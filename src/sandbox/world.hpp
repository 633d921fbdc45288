// One isolated service: a store in memory with its own clock, fault rules and journal.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/interference.hpp"
#include "sandbox/journal.hpp"
#include "sandbox/moment.hpp"
#include "sandbox/world_name.hpp"
#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd::sandbox {

class WorldFiles;

/// What all worlds of a process share. All of it outlives them.
struct Ground {
  Platform& machine;
  Vault const& vault;
  Log& log;
  ServiceOptions options{};
  std::shared_ptr<Offload> offload = std::make_shared<Offload>();
  Image empty{};                ///< a store without organizations
  Loop* loop = nullptr;         ///< on which all worlds live; set before one is used
  WorldFiles* files = nullptr;  ///< where worlds outlive the process; null: nowhere
};

/// Its store is open while it is used; at rest it is an image, the one it began with as long as
/// nothing is written. Where the ground has files, it is written there whenever it goes to rest,
/// goes back or keeps a snapshot; what cannot be written is told to the log. Used on the ground's
/// loop alone. Owned by a shared_ptr: requests under way keep a world that is deleted, and the
/// state of one that is reset, until they are answered, and change nothing of the state it is in.
class World : public std::enable_shared_from_this<World> {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  static constexpr std::size_t most_snapshots = 100;
  /// Of how many changes reads are stale at one time; beyond it, the oldest is seen early.
  static constexpr std::size_t most_stale = 100;
  /// How long a world stays open when nobody uses it.
  static constexpr std::chrono::minutes patience{1};

  World(Ground const& ground, std::string name, WorldState state);
  ~World();
  World(World const&) = delete;
  World& operator=(World const&) = delete;

  std::string const& name() const { return name_; }
  /// What its ids and secrets follow from.
  std::uint64_t id_seed() const { return id_seed_; }

  /// Answers a request of its API, whose target begins with "/api", say.
  Task<Done> handle(Request& request, Response& response);
  /// The same from the inside, without fault rules and journal.
  Task<Done> handle_untapped(Request& request, Response& response);

  Task<Done> read(Work work);
  Task<Done> write(Work work);
  /// Writes one more seed by what `writing` makes of a number. The number follows from the world's
  /// and how many seeds it took, so that no two seeds make the same ids.
  Task<Done> add_seed(std::function<Work(std::uint64_t)> writing);

  /// Its clock. Whoever moves it calls keep_up() then, and open_anew() before when it went back.
  WorldClock& clock() { return clock_; }
  FaultRules& faults() { return faults_; }
  Journal& journal() { return journal_; }

  /// Does what a server does beside answering, all that is due at the world's time: writes what was
  /// counted, tells of secrets that expire, forgets dead tokens.
  Task<Done> keep_up();

  /// The same store with nonces, rates and caches that begin anew, as in another process.
  Task<Done> open_anew();

  /// Back to the seed: store, clock, the ids and secrets to come. Rules and journal stay.
  void reset();
  /// Keeps what it is now under a name; another snapshot of that name goes. VALIDATION_ERROR for a
  /// name that is no world's name either, and beyond `most_snapshots`.
  Task<Done> take_snapshot(std::string name);
  /// RESOURCE_NOT_FOUND when there is none of that name, as in drop_snapshot.
  Result<Done> restore_snapshot(std::string_view name);
  Result<Done> drop_snapshot(std::string_view name);
  std::vector<std::string> snapshots() const;

  /// Whether it is but its seed: no store, clock, rule or snapshot of its own. What was only read
  /// does not count.
  bool is_as_it_began() const;
  /// On the machine's clock; when it was made, where nobody has used it.
  Instant last_used() const { return last_used_; }

  bool is_open() const { return open_ != nullptr; }
  /// Called every few seconds, with the machine's time: keeps an open store up, or, when no request
  /// is under way and nobody has used it for `patience`, closes and packs it.
  Task<Done> tend(Instant now);
  /// What it holds in memory beside an open store and what it shares with its seed.
  std::size_t memory_at_rest() const;
  /// The store that it was when it was last at rest.
  Image const& image_at_rest() const { return image_; }

  /// Writes what is not in the ground's files yet.
  Task<Done> save();

 private:
  class Open;

  /// A change that reads do not see yet.
  struct Stale {
    PastView view;
    WorldClock::Time until;
    std::shared_ptr<Open> open{};  // of `view.before`, once it was read
  };

  std::shared_ptr<Open> use();
  Task<std::shared_ptr<Open>> use_kept_up();
  Task<Done> rest();
  bool pack_a_snapshot() const;
  Task<Moment> moment();
  void become(Moment const& moment);
  bool is_served_by(Environment const& environment) const;
  void write_to_files(Moment now);
  Image image_of(Open const& open) const;
  std::optional<Image> image_before(Environment const& change) const;
  void read_stale(Environment const& change, PastView view);
  void end_stale_reads();
  std::shared_ptr<Open> open_before_change(Request const& request);

  Ground const& ground_;
  std::string const name_;
  std::uint64_t const id_seed_;
  WorldClock clock_;
  FaultRules faults_;
  Journal journal_;
  Interference interference_;
  Moment const seed_;
  Image image_;                   // what it is while it is not open
  IdSource::Place ids_;           // likewise
  WorldPlatform::Drawn drawn_{};  // likewise
  std::uint64_t seeds_ = 0;
  // Of an open one, image_ is what it was opened from.
  std::shared_ptr<Open> open_;
  std::vector<Stale> stale_;  // the oldest first
  Snapshots snapshots_;
  bool saved_ = false;  // into the ground's files
  Instant last_used_{};
  Instant last_kept_up_{};
};

}  // namespace orgd::sandbox
