// A code or event that no test produces may be written wrongly, or never. Those that no request to
// a service inside this program can produce are named here, with the reason.
#include "in_process_unseen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "api/uri.hpp"
#include "atlas/operations.hpp"
#include "cases.hpp"
#include "service/fidelity.hpp"
#include "service/service.hpp"
#include "store/event_type.hpp"

namespace conformance {
namespace {

using atlas::Code;

struct OutOfReach {
  Code code;
  std::string_view reason;
};

constexpr std::array out_of_reach{
    OutOfReach{Code::outcome_unknown,
               "a PostgreSQL that breaks off during COMMIT: tests/races/lost_answers.py"},
    OutOfReach{Code::service_unavailable,
               "a store that cannot take it now: tests/store/postgres_test.cpp"},
    OutOfReach{Code::version_gone, "every version is still served"},
};

std::string judged(Code code, bool seen) {
  auto const excepted = std::ranges::find(out_of_reach, code, &OutOfReach::code);
  bool const reachable = excepted == out_of_reach.end();
  if (seen == reachable) return "";
  if (reachable) return fmt::format("no case is answered with {}\n", atlas::wire_name(code));
  return fmt::format("{} was seen, so strike it from in_process_unseen.cpp: {}\n",
                     atlas::wire_name(code), excepted->reason);
}

// The operation that a request is for, or "" when it is for none.
std::string operation_of(orgd::Router const& router, Refusal const& refusal) {
  auto const match = router.match(atlas::split_target(refusal.target).path);
  if (!match) return "";
  for (auto const& endpoint : match->node->endpoints)
    if (name_of(endpoint.info->method) == refusal.method) return std::string(endpoint.info->id);
  return "";
}

// Versions of one operation count as one.
std::map<std::string, std::set<std::string>> codes_of_rows() {
  std::map<std::string, std::set<std::string>> codes;
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    auto& of_row = codes[std::string(Row.info.id)];
    for (auto const code : own_codes(Row.info).list()) of_row.insert(atlas::wire_name(code));
  });
  return codes;
}

std::string unlike_the_rows(std::set<Refusal> const& refusals) {
  orgd::Router router;
  orgd::bind_all(router);
  std::map<std::string, std::set<std::string>> seen;
  for (auto const& refusal : refusals) seen[operation_of(router, refusal)].insert(refusal.code);
  std::set<std::string> common;
  for (auto const code : atlas::common_codes.list()) common.insert(atlas::wire_name(code));
  std::string lines;
  for (auto const& [operation, codes] : codes_of_rows()) {
    for (auto const& code : codes)
      if (!seen[operation].contains(code))
        lines += fmt::format("no case has {} answered with {}\n", operation, code);
    for (auto const& code : seen[operation])
      if (!codes.contains(code) && !common.contains(code))
        lines += fmt::format("{} is answered with {}, which its row lacks\n", operation, code);
  }
  return lines;
}

// Each difference of fidelity has the case that its row names, and each case its row.
std::string unlike_the_differences() {
  std::string lines;
  auto const cases = fidelity_cases();
  for (auto const& row : orgd::differences)
    if (std::ranges::find(cases, row.shown_by, &Case::name) == cases.end())
      lines += fmt::format("no case of fidelity is called: {}\n", row.shown_by);
  for (Case const& one : cases)
    if (std::ranges::count(orgd::differences, one.name, &orgd::DifferenceRow::shown_by) != 1)
      lines += fmt::format("not one row of fidelity has the case: {}\n", one.name);
  return lines;
}

}  // namespace

std::string unseen(std::set<Refusal> const& refusals, std::set<std::string> const& event_types) {
  std::set<std::string> codes;
  for (auto const& refusal : refusals) codes.insert(refusal.code);
  std::string lines = unlike_the_rows(refusals) + unlike_the_differences();
  for (std::size_t i = 0; i < atlas::code_rows.size(); ++i) {
    auto const code = static_cast<Code>(i);
    lines += judged(code, codes.contains(atlas::wire_name(code)));
  }
  for (auto const type : orgd::store::event_type_names)
    if (!event_types.contains(std::string(type)))
      lines += fmt::format("no case writes an event {}\n", type);
  return lines;
}

}  // namespace conformance
