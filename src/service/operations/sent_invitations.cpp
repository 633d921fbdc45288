// Inviting many people at once, following their invitations, and sending one again.
#include "store/sent_invitations.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <unordered_map>

#include "service/bind_in_portions.hpp"
#include "service/link.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/organization_inviting.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

constexpr std::int64_t mails_again = 3;
constexpr std::chrono::hours mails_again_in{1};

enum class Fate : std::uint8_t { invited, refused };

std::string name_of(Fate fate) {
  return std::string(atlas::invitation_outcome_names.at(static_cast<std::size_t>(fate)));
}

Delivery delivery_of(atlas::SendingQuery const& query) {
  return query.send_email ? Delivery::by_mail : Delivery::by_hand;
}

// With the link, where the caller is to hand it over.
atlas::InvitationOutcome invited_outcome(Call& call, NewInvitation const& made, Delivery delivery) {
  atlas::InvitationOutcome outcome{.expires_at = made.member.expires_at,
                                   .invitation_id = std::string(made.member.invitation_id.value()),
                                   .outcome = name_of(Fate::invited),
                                   .username = made.member.spelling};
  if (delivery == Delivery::by_mail) return outcome;
  std::string base;
  call.exchange.append_base_url(base);
  outcome.accept_link = invitation_link(base, *outcome.invitation_id, made.token);
  call.exchange.secret = true;
  return outcome;
}

atlas::InvitationOutcome refused_outcome(atlas::InvitationOfMany const& wanted,
                                         ApiError const& error) {
  return {.detail = error.detail,
          .error_code = error.error_code,
          .outcome = name_of(Fate::refused),
          .username = wanted.username};
}

Task<NewInvitation> invite_one(Call& call, atlas::InvitationOfMany const& wanted, Delivery delivery,
                               Seats& seats) {
  auto const request = co_await read_alone<atlas::OrganizationInvitationRequest>(wanted);
  co_return co_await invite_to_organization(call, request, delivery, seats);
}

void require_documented(ApiError const& error) {
  bool const known = ops::create_organization_invitation.info.codes.has(error.error_code) ||
                     atlas::common_codes.has(error.error_code);
  if (!known)
    throw std::logic_error(
        fmt::format("an invitation was refused with {}, which one that comes alone never is",
                    error.error_code));
}

Task<std::vector<atlas::InvitationOutcome>> invite_many(Call& call,
                                                        Input<ops::invite_many> const& input) {
  std::vector<atlas::InvitationOutcome> outcomes;
  auto const delivery = delivery_of(input.query);
  Seats seats;
  for (auto const& wanted : input.body) {
    auto inviting = invite_one(call, wanted, delivery, seats);
    auto const made = co_await as_result(std::move(inviting));
    if (!made) require_documented(made.error());
    outcomes.push_back(made ? invited_outcome(call, *made, delivery)
                            : refused_outcome(wanted, made.error()));
  }
  co_return std::move(outcomes);
}

enum class SentState : std::uint8_t { pending, expired, rejected };

SentState state_of(store::Member const& member, store::Seconds now) {
  if (member.status == store::Standing::rejected) return SentState::rejected;
  return store::is_pending(member, now) ? SentState::pending : SentState::expired;
}

std::string_view name_of(SentState state) {
  return atlas::invitation_state_names.at(static_cast<std::size_t>(state));
}

store::InvitationFilter invitation_filter_of(atlas::SentInvitationsQuery const& query) {
  if (!query.state) return {};
  return {.pending = *query.state == name_of(SentState::pending),
          .expired = *query.state == name_of(SentState::expired),
          .rejected = *query.state == name_of(SentState::rejected)};
}

using MailsByInvitation = std::unordered_map<std::string, store::InvitationMail>;

atlas::SentInvitation sent_view(store::Member const& member, MailsByInvitation const& mails,
                                store::Seconds now) {
  atlas::SentInvitation view{.created_at = member.invited_at.value(),
                             .expires_at = member.expires_at,
                             .group_role_assignments = group_roles_of(member),
                             .id = std::string(member.invitation_id.value()),
                             .inviter_username = member.inviter.value_or(""),
                             .roles = roles_of(member.roles),
                             .state = std::string(name_of(state_of(member, now))),
                             .username = member.spelling};
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  auto const mail = mails.find(view.id);
  if (mail == mails.end()) return view;
  view.mail_error = mail->second.last_error;
  view.mail_state = atlas::mail_state_names.at(static_cast<std::size_t>(mail->second.state));
  return view;
}

Task<PageListing<atlas::SentInvitation>> track_invitations(
    Call& call, Input<ops::track_invitations> const& input) {
  auto const& query = input.query;
  auto const& org_id = call.organization.org_id;
  auto const filter = invitation_filter_of(query);
  auto [total, members] = co_await both(
      store::count_sent_invitations(call.tx, org_id, filter, call.now()),
      store::list_sent_invitations(call.tx, org_id, filter, call.now(), slice_of(query)));
  auto found =
      co_await store::list_invitation_mails(call.tx, org_id, filter, call.now(), slice_of(query));
  MailsByInvitation mails;
  for (auto& mail : found) {
    std::string id(mail.invitation_id);
    mails.emplace(std::move(id), std::move(mail));
  }
  co_return page_of(call, query, total, std::move(members),
                    [mails = std::move(mails), now = call.now()](auto const& member) {
                      return sent_view(member, mails, now);
                    });
}

// That of somebody who is invited, also one that has expired. Who rejected it has said no.
Task<store::Member> require_invited(Call& call, store::InvitationId invitation_id) {
  auto member =
      co_await store::find_member_by_invitation(call.tx, call.organization.org_id, invitation_id);
  if (!member || member->status != store::Standing::invited)
    co_return fail(Code::invalid_invitation_id, std::string(invitation_id));
  co_return std::move(*member);
}

// One that has expired counted nowhere.
Task<Done> require_room_for(Call& call, store::Member const& invited) {
  if (store::is_pending(invited, call.now())) co_return Done{};
  Seats seats;
  co_await require_seat(call, call.organization.org_id, seats);
  for (auto const& on_project : invited.project_roles.by_project())
    co_await require_room_on_project(call, store::ProjectId::of(on_project.project_id));
  co_return Done{};
}

// One mail more.
Task<store::Resends> require_mail(Call& call, store::Member const& invited) {
  auto known = co_await store::find_resends(call.tx, call.organization.org_id, invited.user_id);
  auto const over = known.resends_since.value_or(store::Seconds{}) + mails_again_in;
  if (over <= call.now()) known = {.resends = 0, .resends_since = call.now()};
  if (known.resends >= mails_again) {
    auto const wait = (over - call.now()).count();
    call.exchange.response.add_field("Retry-After", fmt::to_string(wait));
    co_return fail(Code::too_many_mails, mails_again, wait);
  }
  ++known.resends;
  co_return known;
}

Task<atlas::InvitationOutcome> resend_invitation(Call& call,
                                                 Input<ops::resend_invitation> const& input) {
  auto invited = co_await require_invited(call, store::InvitationId::of(input.path.invitation_id));
  co_await require_room_for(call, invited);
  auto const delivery = delivery_of(input.query);
  bool const mails = delivery == Delivery::by_mail;
  auto counting = mails ? require_mail(call, invited)
                        : store::find_resends(call.tx, call.organization.org_id, invited.user_id);
  auto const resends = co_await std::move(counting);
  std::string const token = new_link_token(call);
  invited.expires_at = call.now() + store::invitation_life;
  store::Renewal const renewal{.user_id = invited.user_id,
                               .invitation_id = invited.invitation_id.value(),
                               .token_hash = hash_token(token),
                               .expires_at = *invited.expires_at,
                               .resends = resends};
  co_await store::renew_invitation(call.tx, call.locked(), renewal);
  MailedLink const link{renewal.user_id, renewal.invitation_id, token};
  store::Mail mail{.recipient = invited.spelling, .kind = std::string(organization_invitation)};
  if (mails) co_await mail_link(call, std::move(mail), link);
  auto event = call.event("INVITED_TO_ORG");
  event.target_username = invited.spelling;
  co_await store::insert_event(call.tx, call.locked(), event);
  NewInvitation const renewed{.member = std::move(invited), .token = token};
  co_return invited_outcome(call, renewed, delivery);
}

}  // namespace

void bind_sent_invitations(Router& router) {
  bind_in_portions<ops::invite_many, invite_many, refused_outcome>(router);
  bind<ops::track_invitations, track_invitations>(router);
  bind<ops::resend_invitation, resend_invitation>(router);
}

}  // namespace orgd
