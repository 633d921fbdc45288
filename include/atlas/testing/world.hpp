// The control of one world of `orgd sandbox`: its state, its clock, its faults, its journal, its
// mails. A world is a service of its own: tests in different worlds never meet.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "atlas/configuration.hpp"
#include "atlas/testing/world_types.hpp"

namespace atlas::testing {

/// Where a sandbox is, as `orgd sandbox --env` prints it.
struct SandboxAddress {
  std::string url;              ///< ORGD_URL: the API, "http://127.0.0.1:8080"
  std::string control;          ///< ORGD_CONTROL, ends in "/orgd/sandbox/v1"
  Credentials credentials{};    ///< of the clients that configuration() is for
  std::string control_token{};  ///< that of --control-token-file; "" on the loopback
};

/// Controls a world that is there. What is JSON in an argument is described by
/// `orgd openapi --sandbox`. Copies are cheap. Safe to use from many threads at once.
///
/// A call fails with 400 VALIDATION_ERROR for what the control plane cannot read, with 404
/// RESOURCE_NOT_FOUND for a world, a snapshot, a rule or a mail that is not there. Nothing is sent
/// a second time.
class World {
 public:
  /// Connects when the first call needs it.
  explicit World(SandboxAddress address, std::string name = "default");

  /// For clients in this world.
  Configuration configuration() const;
  /// Its name.
  std::string const& name() const;

  /// Makes a world, in place of one of that name, and controls it. `begins` is a JSON object that
  /// may have `seed`, `idSeed` and `clock`; without a seed the world begins as the default one did,
  /// with the same keys.
  Response<World> make_world(std::string const& name, std::string_view begins = "{}") const;
  /// Deletes this world.
  Response<NoBody> remove() const;

  /// Adds all of a seed file, YAML or JSON, or nothing.
  Response<NoBody> seed(std::string_view file) const;
  /// Goes back to what the world began with: the same ids and secrets come again.
  Response<NoBody> reset() const;
  /// Keeps the state of now under a name.
  Response<NoBody> snapshot(std::string_view snapshot_name) const;
  /// Goes back to a state that was kept.
  Response<NoBody> restore(std::string_view snapshot_name) const;
  /// The state as a seed file (JSON) that gives the same state.
  Response<std::string> export_seed() const;

  /// The world's time.
  Response<Clock> clock() const;
  /// Sets it, moves it on, lets it run or stand: `set_clock({.mode = "frozen", .advance = "31d"})`.
  Response<Clock> set_clock(ClockChange const& change) const;

  /// Adds a fault rule behind all others: `{"match": {...}, "do": {...}, "times": 1}`.
  Response<Fault> add_fault(std::string_view rule) const;
  /// All rules in their order.
  Response<std::vector<Fault>> faults() const;
  /// Removes one.
  Response<NoBody> remove_fault(std::string_view id) const;
  /// Removes all.
  Response<NoBody> clear_faults() const;

  /// The newest requests that match, in their order.
  Response<std::vector<RecordedRequest>> requests(Filter const& filter = {}) const;
  /// Waits until so many match, at most for so long.
  Response<Waited> wait_for_requests(int count, Filter const& filter = {},
                                     std::chrono::seconds timeout = std::chrono::seconds(10)) const;
  /// Says whether the journal holds what it should:
  /// `{"match": {"operation": "createProject"}, "exactly": 2, "body": {"name": "A"}}`.
  Response<Verdict> verify(std::string_view expectation) const;
  /// Forgets all requests.
  Response<NoBody> clear_requests() const;

  /// The mails that wait.
  Response<std::vector<Mail>> mails() const;
  /// Accepts a mail's invitation as the person invited.
  Response<NoBody> accept(std::string_view mail_id, Person const& person = {}) const;
  /// Rejects it.
  Response<NoBody> reject(std::string_view mail_id) const;

 private:
  struct State;
  std::shared_ptr<State const> state_;
};

}  // namespace atlas::testing
