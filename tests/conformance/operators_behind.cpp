// Straight from the store, or by what the program does for its commands.
#include "operators_behind.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "async/blocking_loop.hpp"
#include "expect.hpp"
#include "orgd/commands.hpp"
#include "orgd/operators_command.hpp"
#include "orgd/person_commands.hpp"
#include "store/operators.hpp"
#include "store/people.hpp"

namespace conformance {

std::vector<std::string> operator_events(orgd::Database& database) {
  orgd::BlockingLoop loop;
  auto const session = database.connect(loop);
  std::vector<std::string> told;
  auto const look = [&](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
    auto const events = co_await orgd::store::last_operator_events(tx, "", 1000);
    told.clear();
    for (auto const& event : events) told.push_back(event.type + " " + event.username);
    co_return orgd::Done{};
  };
  if (!loop.run(session->read(look))) throw Failure{"the events of operators cannot be read"};
  std::ranges::reverse(told);
  return told;
}

void operate(orgd::StoreDirectory const& store, orgd::Platform& platform,
             std::vector<std::string> const& command, std::string const& private_key) {
  if (command.front() == "bypass")
    return orgd::grant_bypass(store, platform, command.at(3), command.at(5), private_key);
  std::string const line = fmt::format("{}", fmt::join(command, " "));
  if (command.size() < 3) throw Skip{"no local command " + line};
  std::string const& org = command[2];
  if (line.starts_with("unlock --org "))
    orgd::unlock_organization(store, platform, org);
  else if (line.starts_with("billing --org "))
    orgd::set_owes_money(store, platform, org, line.ends_with("--owes true"));
  else if (line.starts_with("person reset-factors --email "))
    orgd::reset_factors(store, platform, command.at(3));
  else if (line.starts_with("person operator --email "))
    orgd::mark_operator(store, platform, command.at(3),
                        line.ends_with(" --remove") ? orgd::Marking::taken : orgd::Marking::given);
  else
    throw Skip{"this door does not capture what " + command.front() + " prints"};
}

}  // namespace conformance
