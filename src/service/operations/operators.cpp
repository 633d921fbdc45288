// What operators see. Each look is written down in the same transaction.
#include "store/operators.hpp"

#include <map>

#include "api/text.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

// Longer than the first tries of a mail take.
constexpr std::chrono::minutes usual_wait{15};

Task<Done> record_look(Call& call, std::string_view type) {
  auto const& session = *call.caller().session();
  store::OperatorEvent const event{.user_id = session.session.user_id,
                                   .event_id = call.new_id(IdKind::event),
                                   .created_at = call.now(),
                                   .type = std::string(type),
                                   .username = session.account.spelling,
                                   .remote_address = call.exchange.request.remote_address};
  co_return co_await store::insert_operator_event(call.tx, event);
}

std::int32_t count_of_view(std::int64_t count) { return static_cast<std::int32_t>(count); }

Task<PageListing<atlas::OperatorOrganization>> list_operator_organizations(
    Call& call, Input<ops::list_operator_organizations> const& input) {
  auto const& query = input.query;
  std::string const prefix = atlas::fold_case(query.name.value_or(""));
  co_await record_look(call, "OPERATOR_LISTED_ORGANIZATIONS");
  auto const found = co_await store::list_organizations(call.tx, prefix, slice_of(query));
  std::int64_t total = 0;
  if (query.include_count) total = co_await store::count_organizations(call.tx, prefix);
  std::vector<atlas::OperatorOrganization> views;
  for (auto const& organization : found) {
    auto const size = co_await store::size_of_organization(call.tx, organization.org_id);
    views.push_back({.api_key_count = count_of_view(size.api_keys),
                     .id = std::string(organization.org_id),
                     .name = organization.name,
                     .people_count = count_of_view(size.people),
                     .project_count = count_of_view(size.projects),
                     .service_account_count = count_of_view(size.service_accounts)});
  }
  co_return page_of(call, query, total, std::move(views), [](auto const& view) { return view; });
}

std::optional<store::MailState> state_named(std::optional<std::string> const& name) {
  if (!name) return std::nullopt;
  auto const at = std::ranges::find(atlas::mail_state_names, *name);
  return static_cast<store::MailState>(at - atlas::mail_state_names.begin());
}

atlas::OperatorMail mail_view(store::Mail const& mail, bool shows_people) {
  atlas::OperatorMail view{
      .attempts = count_of_view(mail.attempts),
      .created_at = mail.created_at,
      .id = mail.mail_id,
      .kind = mail.kind,
      .org_id = std::string(mail.org_id),
      .state = std::string(atlas::mail_state_names.at(static_cast<std::size_t>(mail.state)))};
  if (mail.state == store::MailState::waiting) view.next_try_at = mail.due_at;
  if (!shows_people) return view;
  // What a mail server says of a failure names the recipient.
  view.last_error = mail.last_error;
  view.recipient = mail.recipient;
  return view;
}

Task<PageListing<atlas::OperatorMail>> list_operator_outbox(
    Call& call, Input<ops::list_operator_outbox> const& input) {
  auto const& query = input.query;
  auto const state = state_named(query.state);
  co_await record_look(call, "OPERATOR_LISTED_OUTBOX");
  auto const mails = co_await store::list_mails_by_state(call.tx, state, slice_of(query));
  std::int64_t total = 0;
  if (query.include_count) total = co_await store::count_mails_by_state(call.tx, state);
  std::map<store::OrgId, bool> shows_people;
  std::vector<atlas::OperatorMail> views;
  for (auto const& mail : mails) {
    if (!shows_people.contains(mail.org_id)) {
      bool const shows =
          co_await store::shows_people_to_operators(call.tx, mail.org_id, call.now());
      shows_people[mail.org_id] = shows;
    }
    views.push_back(mail_view(mail, shows_people[mail.org_id]));
  }
  co_return page_of(call, query, total, std::move(views), [](auto const& view) { return view; });
}

Task<atlas::ServerHealth> get_operator_health(Call& call, Input<ops::get_operator_health> const&) {
  co_await record_look(call, "OPERATOR_READ_HEALTH");
  auto const waiting = co_await store::count_some_mails(call.tx, store::MailState::waiting);
  auto const dead = co_await store::count_some_mails(call.tx, store::MailState::dead);
  atlas::ServerHealth health{.build = std::string(build_commit()),
                             .dead_mails = count_of_view(dead.count),
                             .oldest_waiting_mail_at = waiting.oldest,
                             .sends_mails = call.environment().mail.sends,
                             .time = call.now(),
                             .waiting_mails = count_of_view(waiting.count)};
  auto const tell = [&](bool holds, std::size_t problem) {
    if (holds) health.problems.emplace_back(atlas::health_problem_names.at(problem));
  };
  tell(dead.count > 0, 0);
  tell(waiting.oldest && *waiting.oldest + usual_wait < call.now(), 1);
  co_return health;
}

}  // namespace

void bind_operators(Router& router) {
  bind<ops::list_operator_organizations, list_operator_organizations>(router);
  bind<ops::list_operator_outbox, list_operator_outbox>(router);
  bind<ops::get_operator_health, get_operator_health>(router);
}

}  // namespace orgd
