// Small things, each once.
#include "orgd/operator_session.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

#include "api/json_write.hpp"
#include "service/call.hpp"
#include "store/operators.hpp"

namespace orgd {

void OperatorSession::finish(Result<Done> const& result) {
  if (!result) throw std::runtime_error(result.error().detail);
}

store::Seconds now_in_seconds(Platform& platform) {
  return std::chrono::floor<std::chrono::seconds>(platform.now());
}

void require_value(atlas::TextRule const& rule, std::string const& value, std::string_view what) {
  if (!rule.check(value)) return;
  std::string const reason = rule.explain ? rule.explain(value) : "";
  throw std::runtime_error(fmt::format("\"{}\" is not a valid {}{}{}", value, what,
                                       reason.empty() ? "" : ": it ", reason));
}

Result<store::OrgId> org_id_of(std::string const& given) {
  auto const id = store::OrgId::parse(given);
  if (!id) return fail(Code::org_not_found, given);
  return *id;
}

Task<store::LockedOrg> require_organization(Transaction& tx, std::string const& org_id) {
  auto const id = co_await org_id_of(org_id);
  auto found = co_await store::lock_organization(tx, id);
  if (!found || found->record.deleted_at) co_return fail(Code::org_not_found, org_id);
  co_return found->lock;
}

Task<bool> people_visible(Transaction& tx, store::OrgId org_id, store::Seconds now) {
  return store::shows_people_to_operators(tx, org_id, now);
}

store::Event operator_event(std::string id, store::EventType type, store::Seconds now) {
  return {.event_id = std::move(id),
          .type = std::string(type.name()),
          .created_at = now,
          .actor_kind = store::ActorKind::operator_};
}

void print(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

}  // namespace orgd
