// Counting requests for fault rules, and choosing by probability.
#include "sandbox/faults.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace orgd::sandbox {
namespace {

// Delays are chosen apart from whether a rule acts, so that a range of them changes no choice.
constexpr std::uint64_t delays_apart = 0xd1b54a32d192ed03;

}  // namespace

std::uint64_t Choices::next() {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

double Choices::fraction() {
  constexpr double unit = 1.0 / 9007199254740992.0;  // a double has 53 bits
  return static_cast<double>(next() >> 11) * unit;
}

std::int64_t Choices::between(std::int64_t least, std::int64_t most) {
  if (least >= most) return least;
  auto const range = static_cast<std::uint64_t>(most - least) + 1;
  return least + static_cast<std::int64_t>(next() % range);
}

Result<RuleView> FaultRules::add(RuleRequest rule) {
  if (auto fine = check_rule(rule); !fine) return std::unexpected(std::move(fine.error()));
  if (rules_.size() >= most)
    return atlas::fail(Code::validation_error,
                       fmt::format("there are {} rules, and no more are taken: delete some", most));
  RuleView view{.id = fmt::format("{}", ++last_id_),
                .match = rule.match.value_or(Match{}),
                .do_ = std::move(rule.do_),
                .times = rule.times};
  auto const seed = static_cast<std::uint64_t>(view.match.seed.value_or(0));
  auto effect = std::make_shared<Effect const>(view.do_);
  rules_.push_back({view, std::move(effect), Choices(seed), Choices(seed ^ delays_apart)});
  return view;
}

Result<RuleView> FaultRules::add(std::string_view json) {
  auto rule = atlas::read_json<RuleRequest>(json, atlas::Side::request);
  if (!rule) return std::unexpected(std::move(rule.error()));
  return add(std::move(*rule));
}

Result<Done> FaultRules::remove(std::string_view id) {
  auto const at =
      std::ranges::find_if(rules_, [&](Rule const& rule) { return rule.shown.id == id; });
  if (at == rules_.end())
    return atlas::fail(Code::resource_not_found, fmt::format("faults/{}", id));
  rules_.erase(at);
  return Done{};
}

bool FaultRules::has(std::string_view id) const {
  return std::ranges::any_of(rules_, [id](Rule const& rule) { return rule.shown.id == id; });
}

std::vector<RuleView> FaultRules::list() const {
  std::vector<RuleView> views;
  views.reserve(rules_.size());
  for (Rule const& rule : rules_) views.push_back(rule.shown);
  return views;
}

bool FaultRules::Rule::wants(Seen const& seen, atlas::Date now) {
  Match const& match = shown.match;
  if (shown.spent || !matches(match, seen, now) || !concerns(*effect, seen)) return false;
  ++shown.counted;
  if (match.nth && shown.counted != *match.nth) return false;
  if (match.every && shown.counted % *match.every != 0) return false;
  return !match.probability || acts.fraction() < match.probability->value;
}

Hit FaultRules::Rule::hit() {
  ++shown.hits;
  shown.spent = shown.times && shown.hits >= *shown.times;
  Hit hit{.rule_id = shown.id, .effect = effect};
  if (auto const& delay = effect->delay_ms)
    hit.delay = std::chrono::milliseconds(delays.between(delay->least, delay->most));
  return hit;
}

std::optional<Hit> FaultRules::first_match(Seen const& seen, atlas::Date now) {
  std::optional<Hit> first;
  for (Rule& rule : rules_) {
    bool const wanted = rule.wants(seen, now);
    if (wanted && !first) first = rule.hit();
  }
  return first;
}

}  // namespace orgd::sandbox
