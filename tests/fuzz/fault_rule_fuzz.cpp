// Fuzzes fault rules: what is taken can be written and read again and then means the same, acts no
// more often than it may, and only on requests that its conditions fit.
#include <cstdlib>
#include <vector>

#include "api/json_write.hpp"
#include "sandbox/faults.hpp"

namespace {

using orgd::sandbox::FaultRules;
using orgd::sandbox::RuleRequest;
using orgd::sandbox::RuleView;
using orgd::sandbox::Seen;

constexpr int rounds = 4;

void require(bool holds) {
  if (!holds) std::abort();
}

orgd::Request const& request() {
  static orgd::Request const made = [] {
    orgd::Request fields;
    fields.add_field("User-Agent", "curl/8.0");
    fields.add_field("Accept", "application/json");
    return fields;
  }();
  return made;
}

// The same requests for every rule.
std::vector<Seen> const& requests() {
  static std::vector<Seen> const all{
      {},
      {.method = "GET", .path = "/"},
      {.operation = "listOrganizationTeams",
       .method = "GET",
       .path = "/api/atlas/v2/orgs/aaaaaaaaaaaaaaaaaaaaaaaa/teams",
       .org_id = "aaaaaaaaaaaaaaaaaaaaaaaa",
       .caller = "abcdefgh",
       .request = &request()},
      {.operation = "createTeam",
       .method = "POST",
       .path = "/api/atlas/v2/orgs/aaaaaaaaaaaaaaaaaaaaaaaa/teams",
       .org_id = "aaaaaaaaaaaaaaaaaaaaaaaa",
       .caller = "mdb_sa_id_aaaaaaaaaaaaaaaaaaaaaaaa",
       .request = &request(),
       .body = R"({"name":"N","usernames":["a@example.com"]})"},
      {.method = "GET", .path = "/api/atlas/v2/groups", .request = &request(), .challenge = true},
  };
  return all;
}

std::string written(RuleView const& rule) {
  std::string json;
  atlas::write_json(json, rule);
  return json;
}

// What is shown of a rule, as a request for the same.
std::string again(RuleView const& rule) {
  std::string json = R"({"match":)";
  atlas::write_json(json, rule.match);
  json += R"(,"do":)";
  atlas::write_json(json, rule.do_);
  if (rule.times) json += R"(,"times":)" + std::to_string(*rule.times);
  return json + "}";
}

void check_hit(RuleView const& rule, std::optional<orgd::sandbox::Hit> const& hit, Seen const& seen,
               atlas::Date now) {
  if (!hit) return;
  require(matches(rule.match, seen, now));
  auto const& delay = rule.do_.delay_ms;
  require(hit->delay.count() >= (delay ? delay->least : 0));
  require(hit->delay.count() <= (delay ? delay->most : 0));
}

void check_same(RuleView const& rule, FaultRules& first, FaultRules& second) {
  for (int round = 0; round < rounds; ++round)
    for (Seen const& seen : requests()) {
      atlas::Date const now{std::chrono::days(20'000 * round)};
      auto const one = first.first_match(seen, now);
      auto const other = second.first_match(seen, now);
      require(one.has_value() == other.has_value() && (!one || one->delay == other->delay));
      check_hit(rule, one, seen, now);
    }
  auto const shown = first.list().front();
  require(written(shown) == written(second.list().front()));
  require(shown.hits <= shown.counted && (!shown.times || shown.hits <= *shown.times));
  require(!shown.match.nth || shown.hits <= 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const json(reinterpret_cast<char const*>(data), size);
  FaultRules first;
  auto const rule = first.add(json);
  if (!rule) {
    require(rule.error().error == 400 && !rule.error().detail.empty());
    require(first.list().empty());
    return 0;
  }
  FaultRules second;
  require(second.add(again(*rule)).has_value());
  check_same(*rule, first, second);
  return 0;
}
