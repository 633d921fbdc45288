// A code or event that no test produces may be written wrongly, or never. Those that no request to
// a service inside this program can produce are named here, with the reason.
#include "in_process_unseen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "atlas/error.hpp"
#include "store/event_type.hpp"

namespace conformance {
namespace {

using atlas::Code;

struct OutOfReach {
  Code code;
  std::string_view reason;
};

constexpr std::array out_of_reach{
    OutOfReach{Code::cannot_demote_last_org_owner,
               "no operation changes the roles of a person who has joined"},
    OutOfReach{Code::invalid_date_format, "no operation takes a date: src/api/json_read_test.cpp"},
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

}  // namespace

std::string unseen(std::set<std::string> const& codes, std::set<std::string> const& event_types) {
  std::string lines;
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
