// Keeping, selecting and verifying the journal's entries.
#include "sandbox/journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "api/json_write.hpp"
#include "sandbox/allowed.hpp"
#include "sandbox/strike_out.hpp"

namespace orgd::sandbox {
namespace {

std::size_t bytes_of(std::vector<HeaderField> const& fields) {
  std::size_t size = 0;
  for (HeaderField const& field : fields)
    size += sizeof(HeaderField) + field.name.size() + field.value.size();
  return size;
}

std::size_t bytes_of(Entry const& entry) {
  return sizeof(Entry) + entry.operation.size() + entry.method.size() + entry.path.size() +
         entry.query.size() + entry.org_id.size() + entry.caller.size() +
         entry.request_body.size() + entry.response_body.size() + bytes_of(entry.request_headers) +
         bytes_of(entry.response_headers);
}

bool fits(Match const& filter, Entry const& entry) {
  Request request;
  Seen seen{.operation = entry.operation,
            .method = entry.method,
            .path = entry.path,
            .org_id = entry.org_id,
            .caller = entry.caller,
            .body = entry.request_body,
            .challenge = entry.challenge};
  if (filter.header) {
    for (HeaderField const& field : entry.request_headers)
      request.add_field(field.name, field.value);
    seen.request = &request;
  }
  return matches(filter, seen, entry.time);
}

// The wanted counts that contradict each other, or "".
std::string fault_of_counts(VerifyRequest const& request) {
  if (request.exactly && (request.at_least || request.at_most))
    return "exactly excludes atLeast and atMost";
  if (request.at_least && request.at_most && *request.at_least > *request.at_most)
    return "atLeast is more than atMost";
  return {};
}

// What is otherwise than wanted, or may be, or "". Any number of those dropped may have fit.
std::string difference_of(VerifyRequest const& request, std::int64_t count, std::int64_t dropped) {
  bool const bounded = request.exactly || request.at_most;
  auto const least = request.exactly.value_or(request.at_least.value_or(bounded ? 0 : 1));
  auto const most =
      request.exactly.value_or(request.at_most.value_or(std::numeric_limits<std::int64_t>::max()));
  if (count >= least && count + dropped <= most) return {};
  bool const few = count < least;
  std::string_view const bound = few ? "at least" : "at most";
  auto difference = fmt::format("wanted {} {}, and there are {}",
                                request.exactly ? "exactly" : bound, few ? least : most, count);
  bool const certain = count > most || count + dropped < least;
  if (!certain)
    difference += fmt::format(
        ", but {} older requests were dropped to make room, and some of them may have fit: forget "
        "all requests (DELETE /requests) before those that are counted",
        dropped);
  return difference;
}

}  // namespace

std::int64_t Journal::add(Entry entry) {
  strike_out(entry);
  entry.number = ++last_number_;
  if (bytes_of(entry) > limits_.bytes) {
    entry.request_body.clear();
    entry.response_body.clear();
  }
  auto const kept = std::make_shared<Entry const>(std::move(entry));
  keep(kept);
  // Who is told may wait again or cancel, so the list is put in order first.
  std::vector<Told> reached;
  for (Waiter& waiter : waiters_)
    if (kept->number > waiter.after && fits(waiter.filter, *kept) && --waiter.missing == 0)
      reached.push_back(std::move(waiter.told));
  std::erase_if(waiters_, [](Waiter const& waiter) { return waiter.missing == 0; });
  for (Told const& told : reached) told(true);
  return kept->number;
}

void Journal::keep(std::shared_ptr<Entry const> entry) {
  bytes_ += bytes_of(*entry);
  if (entry->challenge) ++challenges_;
  entries_.push_back(std::move(entry));
  while (entries_.size() > limits_.entries || bytes_ > limits_.bytes) drop_oldest();
}

// Nobody counts the challenges unless asked to, so they make room for the rest.
void Journal::drop_oldest() {
  auto oldest = entries_.begin();
  if (challenges_ > 0) {
    oldest = std::ranges::find_if(entries_, [](auto const& entry) { return entry->challenge; });
    --challenges_;
  }
  ++((*oldest)->challenge ? dropped_challenges_ : dropped_);
  bytes_ -= bytes_of(**oldest);
  entries_.erase(oldest);
}

std::int64_t Journal::dropped(Match const& filter) const {
  return dropped_ + (filter.challenge.value_or(false) ? dropped_challenges_ : 0);
}

Result<Entries> Journal::query(Match const& filter) const {
  if (auto fine = check_filter(filter); !fine) return std::unexpected(std::move(fine.error()));
  Entries found;
  for (auto const& entry : entries_)
    if (fits(filter, *entry)) found.push_back(entry);
  return found;
}

Result<std::uint64_t> Journal::wait(Match filter, std::int64_t count, Told told,
                                    std::int64_t after) {
  if (count < 1) return atlas::fail(Code::validation_error, "count must be at least 1");
  auto const found = query(filter);
  if (!found) return std::unexpected(found.error());
  auto const there =
      std::ranges::count_if(*found, [after](auto const& entry) { return entry->number > after; });
  auto const missing = count - there;
  if (missing <= 0) {
    told(true);
    return 0;
  }
  // Nobody tells when a client has gone, and whoever waits longest is the likeliest to have.
  if (waiters_.size() >= most_waiters) end_oldest_wait();
  waiters_.push_back({.ticket = ++last_ticket_,
                      .filter = std::move(filter),
                      .count = count,
                      .missing = missing,
                      .after = after,
                      .told = std::move(told)});
  return last_ticket_;
}

void Journal::cancel(std::uint64_t ticket) {
  std::erase_if(waiters_, [&](Waiter const& waiter) { return waiter.ticket == ticket; });
}

void Journal::end_oldest_wait() {
  auto const told = std::move(waiters_.front().told);
  waiters_.erase(waiters_.begin());
  told(false);
}

void Journal::end_waits() {
  for (Waiter const& waiter : std::exchange(waiters_, {})) waiter.told(false);
}

Result<Verdict> Journal::verify(VerifyRequest request) const {
  if (auto fault = fault_of_counts(request); !fault.empty())
    return atlas::fail(Code::validation_error, std::move(fault));
  auto found = query(request.match.value_or(Match{}));
  if (!found) return std::unexpected(std::move(found.error()));
  Verdict verdict{.count = static_cast<std::int64_t>(found->size()),
                  .dropped = dropped(request.match.value_or(Match{}))};
  if (request.body) {
    strike_out(request.body->node);
    verdict.count = std::ranges::count_if(*found, [&](auto const& entry) {
      auto const body = atlas::parse_json(entry->request_body);
      return body && is_part_of(request.body->node, *body);
    });
  }
  auto difference = difference_of(request, verdict.count, verdict.dropped);
  verdict.verified = difference.empty();
  if (verdict.verified) return verdict;
  verdict.reason = std::move(difference);
  auto const shown = std::min(found->size(), most_found);
  for (auto at = found->end() - static_cast<std::ptrdiff_t>(shown); at != found->end(); ++at)
    verdict.found.push_back(**at);
  return verdict;
}

void Journal::clear() {
  entries_.clear();
  bytes_ = 0;
  challenges_ = 0;
  dropped_ = 0;
  dropped_challenges_ = 0;
  for (Waiter& waiter : waiters_) waiter.missing = waiter.count;
}

namespace {

// What is wrong with the name alone.
std::optional<atlas::ApiError> fault_of_parameter(atlas::JsonNode const& before,
                                                  std::string const& name) {
  std::vector<std::string_view> known(atlas::wire_names<Match>.begin(),
                                      atlas::wire_names<Match>.end());
  std::erase_if(known, is_for_rules);
  if (is_for_rules(name))
    return atlas::make_error(Code::validation_error, {fmt::format("{} {}", name, only_for_rules)});
  if (before.find(name)) {
    auto error = atlas::make_error(Code::invalid_query_parameter, {name});
    error.detail = fmt::format("{} must be in the query once at most.", name);
    return error;
  }
  if (std::ranges::find(known, name) != known.end()) return std::nullopt;
  auto error = atlas::make_error(Code::invalid_attribute, {name});
  error.detail =
      fmt::format("{} is no parameter of this call; those of a filter are: {}.",
                  std::get<std::string>(error.parameters.front()), fmt::join(known, ", "));
  return error;
}

}  // namespace

Result<Match> read_filter(std::vector<atlas::NamedText> const& pairs) {
  using Kind = atlas::JsonNode::Kind;
  atlas::JsonNode document{.kind = Kind::object};
  for (auto const& [name, value] : pairs) {
    if (auto fault = fault_of_parameter(document, name)) return std::unexpected(std::move(*fault));
    bool const flag = name == "challenge" && (value == "true" || value == "false");
    document.children.push_back({.kind = flag ? Kind::boolean : Kind::text,
                                 .boolean = flag && value == "true",
                                 .text = flag ? "" : value,
                                 .key = name});
  }
  auto match = atlas::read_json<Match>(document, atlas::Side::request);
  if (match) return match;
  return std::unexpected(explained<Match>(std::move(match.error()), document));
}

std::vector<HeaderField> fields_of(Request const& request) {
  std::vector<HeaderField> fields;
  for (auto const& [name, value] : request.all_fields())
    fields.push_back({.name = std::string(name), .value = std::string(value)});
  return fields;
}

std::vector<HeaderField> fields_of(Response const& response) {
  std::vector<HeaderField> fields;
  if (!response.content_type.empty())
    fields.push_back({.name = "Content-Type", .value = response.content_type});
  std::string_view rest = response.fields;
  while (!rest.empty()) {
    auto const line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(std::min(line.size() + 2, rest.size()));
    auto const colon = line.find(": ");
    if (colon == line.npos) continue;
    fields.push_back(
        {.name = std::string(line.substr(0, colon)), .value = std::string(line.substr(colon + 2))});
  }
  return fields;
}

void write_requests(std::string& out, Entries const& entries, std::int64_t dropped) {
  fmt::format_to(std::back_inserter(out), R"({{"dropped":{},"requests":[)", dropped);
  for (bool first = true; auto const& entry : entries) {
    if (!std::exchange(first, false)) out += ',';
    atlas::write_json(out, *entry);
  }
  out += "]}";
}

bool is_part_of(atlas::JsonNode const& part, atlas::JsonNode const& whole) {
  using Kind = atlas::JsonNode::Kind;
  if (part.kind != whole.kind) return false;
  if (part.kind == Kind::object)
    return std::ranges::all_of(part.children, [&](atlas::JsonNode const& member) {
      auto const* other = whole.find(member.key);
      return other && is_part_of(member, *other);
    });
  if (part.kind == Kind::array)
    return std::ranges::equal(part.children, whole.children, is_part_of);
  return part.boolean == whole.boolean && part.integer == whole.integer && part.text == whole.text;
}

}  // namespace orgd::sandbox
