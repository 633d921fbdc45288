// What the operator's commands share: a session on the calling thread, the events that they leave,
// and how they print.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "async/blocking_loop.hpp"
#include "atlas/types.hpp"
#include "orgd/store_directory.hpp"
#include "store/journal.hpp"
#include "store/organizations.hpp"

namespace orgd {

enum class Output : bool { text, json };

/// One session on the calling thread. What fails is thrown as a std::runtime_error for people.
class OperatorSession {
 public:
  explicit OperatorSession(StoreDirectory const& store)
      : session_(store.database().connect(loop_)) {}

  void read(Work const& work) { finish(loop_.run(session_->read(work))); }
  void write(Work const& work) { finish(loop_.run(session_->write(work))); }

 private:
  static void finish(Result<Done> const& result);

  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

store::Seconds now_in_seconds(Platform& platform);

/// Throws unless the value is what the rule takes; `what` names it.
void require_value(atlas::TextRule const& rule, std::string const& value, std::string_view what);

/// The organization that an operator names; what is no id names none.
Result<store::OrgId> org_id_of(std::string const& given);

/// Locks a living organization.
Task<store::LockedOrg> require_organization(Transaction& tx, std::string const& org_id);

/// Whether operators may see the organization's people.
Task<bool> people_visible(Transaction& tx, store::OrgId org_id, store::Seconds now);

store::Event operator_event(std::string id, store::EventType type, store::Seconds now);

void print(std::string_view line);

}  // namespace orgd
