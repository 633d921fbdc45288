// Conditions of fault rules, and their contradictions.
#include "sandbox/fault_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/text.hpp"
#include "api/uri.hpp"
#include "sandbox/operation_names.hpp"

namespace orgd::sandbox {
namespace {

using Refusal = std::string;  // "" when there is none

bool path_fits(std::string_view pattern, std::string_view path) {
  auto const wanted = atlas::segments_of(pattern);
  auto const given = atlas::segments_of(path);
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (wanted[at] == "**") return true;
    if (at >= given.size() || (wanted[at] != "*" && wanted[at] != given[at])) return false;
  }
  return wanted.size() == given.size();
}

bool has_header(Request const* request, std::string_view wanted) {
  if (!request) return false;
  auto const colon = wanted.find(':');
  auto const name = wanted.substr(0, colon);
  if (request->count(name) == 0) return false;
  if (colon == wanted.npos) return true;
  auto const value = atlas::without_blanks(wanted.substr(colon + 1));
  std::string joined;
  return request->field(name) == value || request->list_field(name, joined) == value;
}

bool names_caller_or_place(Match const& match, Seen const& seen) {
  if (match.operation && !is_named(seen.operation, *match.operation)) return false;
  if (match.org_id && *match.org_id != seen.org_id) return false;
  return !match.caller || *match.caller == seen.caller;
}

std::optional<Code> code_named(std::string_view wire) {
  for (std::size_t at = 0; at < atlas::code_rows.size(); ++at)
    if (atlas::is_wire_name(wire, static_cast<Code>(at))) return static_cast<Code>(at);
  return std::nullopt;
}

bool shuffles(Effect const& effect) { return effect.shuffle.value_or(false); }
bool needs_list(Effect const& effect) { return shuffles(effect) || effect.page_size; }

bool is_empty(Effect effect) {
  if (!shuffles(effect)) effect.shuffle.reset();
  bool empty = true;
  boost::mp11::mp_for_each<atlas::MembersOf<Effect>>(
      [&]<class D>(D) { empty = empty && !(effect.*D::pointer).has_value(); });
  return empty;
}

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// HEAD is answered as GET is.
bool is_called_by(NamedOperation const& operation, std::string_view method) {
  return std::ranges::find(operation.methods, method == "HEAD" ? "GET" : method) !=
         operation.methods.end();
}

// Whether the operation is not run, because the status stands in its place.
bool is_answered_before(Effect const& effect) {
  return status_of(effect) && effect.when.value_or("before") == "before";
}

Refusal fault_of_operation(Match const& match) {
  auto const operation = operation_named(*match.operation);
  if (!operation.known) {
    auto const nearest = nearest_operation(*match.operation);
    return fmt::format("match.operation \"{}\" is no operation; {}", *match.operation,
                       nearest.empty() ? "it must be the operationId of one, like createProject"
                                       : fmt::format("did you mean {}?", nearest));
  }
  if (!match.method || is_called_by(operation, *match.method)) return {};
  return fmt::format("match.method is {}, and {} is called by {}", *match.method, *match.operation,
                     fmt::join(operation.methods, " or "));
}

Refusal fault_of_match(Match const& match) {
  if (match.operation)
    if (auto refusal = fault_of_operation(match); !refusal.empty()) return refusal;
  if (match.nth && match.every)
    return "match.nth and match.every exclude each other: one counts to a single request, the "
           "other to each n-th";
  if (match.from && match.to && *match.from >= *match.to)
    return "match.from is not before match.to, so no time is between them";
  return {};
}

Refusal fault_of_counts(RuleRequest const& rule, Match const& match) {
  auto const& delay = rule.do_.delay_ms;
  bool const chooses = match.probability || (delay && delay->least < delay->most);
  if (match.seed && !chooses)
    return "match.seed is for choices, and there is neither match.probability nor a range of "
           "do.delayMs";
  if (match.nth && rule.times.value_or(1) > 1)
    return fmt::format("match.nth means a single request, and times is {}", *rule.times);
  return {};
}

bool has_retry_after(Effect const& effect) {
  return effect.headers && std::ranges::any_of(effect.headers->fields, [](HeaderField const& one) {
           return atlas::equal_ignoring_case(one.name, "Retry-After");
         });
}

Refusal fault_of_answer(Effect const& effect) {
  auto const code = effect.error_code ? code_named(*effect.error_code) : std::nullopt;
  if (effect.error_code && !code)
    return fmt::format(
        "do.errorCode \"{}\" is not in the catalogue of error codes; it must be one of these, like "
        "ORG_NOT_FOUND",
        *effect.error_code);
  auto const status = status_of(effect);
  if (effect.error_code && *status < 400)
    return fmt::format("do.errorCode is for errors, and do.status {} is none", *status);
  if (effect.when && !status) return "do.when says when a status is answered, and there is none";
  if (effect.retry_after && status != 429 && status != 503)
    return "do.retryAfter needs a do.status of 429 or 503";
  if (effect.retry_after && has_retry_after(effect))
    return "do.retryAfter and do.headers both say Retry-After";
  bool const bodiless = status == 204 || status == 304;
  if (bodiless && (effect.cut_body_at || effect.content_length))
    return fmt::format("an answer of do.status {} has no body to be cut or measured", *status);
  return {};
}

// An answer that never arrives cannot be shaped.
Refusal fault_of_disconnect(Effect const& effect) {
  if (!effect.disconnect) return {};
  std::array const shaping{
      std::pair("status", effect.status.has_value()),
      std::pair("errorCode", effect.error_code.has_value()),
      std::pair("headers", effect.headers.has_value()),
      std::pair("cutBodyAt", effect.cut_body_at.has_value()),
      std::pair("contentLength", effect.content_length.has_value()),
      std::pair("stallMs", effect.stall_ms.has_value()),
      std::pair("shuffle", shuffles(effect)),
      std::pair("pageSize", effect.page_size.has_value()),
  };
  for (auto const& [name, given] : shaping)
    if (given)
      return fmt::format("do.{} is about an answer, and with do.disconnect \"{}\" none arrives",
                         name, *effect.disconnect);
  if (effect.stale_reads_ms && *effect.disconnect == "before")
    return "do.staleReadsMs follows a change, and do.disconnect \"before\" keeps it from being "
           "made";
  return {};
}

Refusal fault_of_change(Match const& match, Effect const& effect) {
  if (!effect.stale_reads_ms) return {};
  if (is_answered_before(effect))
    return "do.staleReadsMs follows a change, and the status answered before keeps it from being "
           "made";
  if (match.method && changes_nothing(*match.method))
    return fmt::format("do.staleReadsMs follows a change, and {} makes none", *match.method);
  if (needs_list(effect))
    return fmt::format("do.staleReadsMs is for requests that change something, and {} for lists",
                       shuffles(effect) ? "do.shuffle" : "do.pageSize");
  bool const reads = match.operation && is_called_by(operation_named(*match.operation), "GET");
  if (!reads) return {};
  return fmt::format("do.staleReadsMs follows a change, and {} makes none", *match.operation);
}

Refusal fault_of_list(Match const& match, Effect const& effect) {
  if (!needs_list(effect)) return {};
  std::string_view const name = shuffles(effect) ? "do.shuffle" : "do.pageSize";
  if (status_of(effect))
    return fmt::format("{} is about a list, and a status is answered in its place", name);
  if (match.operation && !operation_named(*match.operation).list)
    return fmt::format("{} is about a list, and {} answers none", name, *match.operation);
  if (match.method && *match.method != "GET" && !match.operation)
    return fmt::format("{} is about a list, and {} reads none", name, *match.method);
  return {};
}

Result<Done> outcome_of(Refusal refusal) {
  if (refusal.empty()) return Done{};
  return atlas::fail(Code::validation_error, std::move(refusal));
}

}  // namespace

bool matches(Match const& match, Seen const& seen, atlas::Date now) {
  if (seen.challenge && !match.challenge.value_or(false)) return false;
  if (match.from && now < *match.from) return false;
  if (match.to && now >= *match.to) return false;
  if (match.method && *match.method != seen.method) return false;
  if (!names_caller_or_place(match, seen)) return false;
  if (match.path && !path_fits(*match.path, seen.path)) return false;
  if (match.header && !has_header(seen.request, *match.header)) return false;
  return !match.body_contains || seen.body.contains(*match.body_contains);
}

bool concerns(Effect const& effect, Seen const& seen) {
  if (effect.stale_reads_ms && changes_nothing(seen.method)) return false;
  return !needs_list(effect) || operation_named(seen.operation).list;
}

std::optional<int> status_of(Effect const& effect) {
  if (effect.status) return effect.status;
  if (!effect.error_code) return std::nullopt;
  auto const code = code_named(*effect.error_code);
  return code ? std::optional<int>(atlas::row_of(*code).status) : std::nullopt;
}

Result<Done> check_rule(RuleRequest const& rule) {
  Match const match = rule.match.value_or(Match{});
  Effect const& effect = rule.do_;
  if (is_empty(effect))
    return outcome_of(fmt::format("do says nothing that is to be done; it must have one of: {}",
                                  fmt::join(atlas::wire_names<Effect>, ", ")));
  for (Refusal refusal :
       {fault_of_match(match), fault_of_counts(rule, match), fault_of_disconnect(effect),
        fault_of_answer(effect), fault_of_change(match, effect), fault_of_list(match, effect)})
    if (!refusal.empty()) return outcome_of(std::move(refusal));
  return Done{};
}

Result<Done> check_filter(Match const& filter) {
  if (filter.nth || filter.every || filter.probability || filter.seed)
    return outcome_of(fmt::format("match.nth, every, probability and seed {}", only_for_rules));
  return outcome_of(fault_of_match(filter));
}

}  // namespace orgd::sandbox
