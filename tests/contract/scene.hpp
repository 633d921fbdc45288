// One service and what the derived tests find in it: two organizations with something of each kind,
// an empty one, and callers with every role. Every answer is held against the rules of all answers.
#pragma once

#include <string>
#include <vector>

#include "atlas/role.hpp"
#include "in_process_service.hpp"
#include "sample.hpp"
#include "store/people.hpp"
#include "trial_database.hpp"
#include "world.hpp"

namespace contract {

using conformance::Answer;
using conformance::KeyPair;
using conformance::RequestSpec;

/// Where a request goes: ids and other texts by the names of parameters and members.
struct Place {
  std::string name{};
  Texts texts{};
};

/// What a browser that can make passkeys calls the server.
inline constexpr std::string_view passkey_host = "localhost:8080";

struct CallerKind {
  std::string name{};
  KeyPair key{};
  std::string token{};  ///< of a person's session, instead of the key
  std::string key_id{};
  atlas::Rights rights{};  ///< on what `own` names
};

class Scene {
 public:
  Scene();

  /// The scene of this test program. Tests leave it as they found it.
  static Scene& shared();

  Place const& own() const { return own_; }
  Place const& foreign() const { return foreign_; }
  Place const& unknown() const { return unknown_; }
  /// `own` as this caller sees it when the operation is about its own key.
  Place self(CallerKind const& caller) const;
  std::vector<CallerKind> const& callers() const { return callers_; }
  /// People who have signed in, one with each role.
  std::vector<CallerKind> const& people() const { return people_; }
  /// People who may look at the whole server: one who has shown a second factor, one who has not.
  CallerKind const& proven_operator() const { return proven_operator_; }
  CallerKind const& unproven_operator() const { return unproven_operator_; }
  /// The request by this caller.
  static RequestSpec by(RequestSpec const& request, CallerKind const& caller);

  /// The row's example request, by an owner to whom it succeeds.
  RequestSpec request(Row const& row, Variant const& variant = {}) const;
  RequestSpec request(Row const& row, Place const& place, Variant const& variant = {}) const;

  Answer send(RequestSpec const& request) { return service_.door().send(request); }
  /// The same, undone when it changed something.
  Answer try_out(RequestSpec const& request);
  /// What its sessions told of deadlines since the last call.
  TrialDatabase::Deadlines take_deadlines() { return trial_->take_deadlines(); }
  /// Lets the n-th statement from now on fail.
  void fail_statement(int n) { service_.door().fail_statement(n); }
  /// Statements begun since the last fail_statement.
  std::int64_t statements() const { return service_.statements(); }
  /// More of them in `own`, for requests that name many; their ids.
  std::vector<std::string> add_teams(std::size_t count);
  std::vector<std::string> add_projects(std::size_t count);
  std::vector<orgd::store::Account> add_people(std::size_t count);
  std::string dump() const;

 private:
  Place make_place(std::string const& name, conformance::World& world);
  void make_callers();
  void make_people();
  void add_sessions_to(Place& place);
  /// With the session with which the tests call: one that counts, and one that waits to be
  /// confirmed.
  void add_factors_to(Place& place);
  /// Writes an account that is a member of `own`, with a session; the session's token.
  CallerKind make_person(std::size_t number, orgd::store::Names const& org_roles,
                         orgd::store::Names const& project_roles);
  CallerKind make_operator(std::size_t number, std::optional<orgd::store::Seconds> factor_at);
  conformance::Key new_key(conformance::World& world, std::string_view role);
  /// Takes the key's organization roles away and gives it one on a project.
  void bind_to_project(conformance::Key const& key, atlas::GroupRole role);
  void add_teams_to(Place& place);
  void add_service_account_to(Place& place, conformance::World& world);
  void list_address_of_account(Place const& place, conformance::World& world);

  TrialDatabase* trial_ = nullptr;
  conformance::FreshService service_;
  conformance::OrganizationSource source_;
  conformance::World mine_;
  conformance::World other_;
  conformance::World empty_;
  Place own_;
  Place foreign_;
  Place unknown_;
  std::vector<CallerKind> callers_;
  std::vector<CallerKind> people_;
  CallerKind proven_operator_;
  CallerKind unproven_operator_;
  std::string token_of_member_;
};

/// The row's example request at some place, without credentials.
RequestSpec example_request(Row const& row, Texts const& texts, Variant const& variant);

/// What is wrong with an answer, whatever was asked; "" when nothing is.
std::string broken_rules_of(Row const& row, RequestSpec const& request, Answer const& answer);

/// Code of an error answer, or "".
std::string code_of(Answer const& answer);
std::string first_parameter_of(Answer const& answer);

}  // namespace contract
