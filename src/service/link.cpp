// Judging the token of an invitation's link, before the transaction and inside it.
#include "service/link.hpp"

#include <fmt/format.h>

#include "api/json_read.hpp"

namespace orgd {
namespace {

// The one member that is read of a body before its sender has shown the token.
struct LinkBody {
  std::string token{};
};
BOOST_DESCRIBE_STRUCT(LinkBody, (), (token))

// Who has an invitation, if it can still be accepted, and the hash of its token.
struct LinkHolder {
  std::optional<store::Member> member{};
  std::string token_hash{};
  std::optional<store::ProjectInvitation> to_project{};
};

Task<LinkHolder> holder_of(Transaction& tx, store::OrgId org_id, store::InvitationId invitation_id,
                           store::Seconds now) {
  LinkHolder holder;
  holder.member = co_await store::find_member_by_invitation(tx, org_id, invitation_id);
  if (holder.member) {
    holder.token_hash = holder.member->token_hash.value_or("");
    if (!store::is_pending(*holder.member, now)) holder.member.reset();
    co_return std::move(holder);
  }
  holder.to_project = co_await store::find_project_invitation(tx, org_id, invitation_id);
  if (!holder.to_project || !store::is_pending(*holder.to_project, now)) co_return LinkHolder{};
  holder.token_hash = holder.to_project->token_hash;
  holder.member = co_await store::find_member(tx, org_id, holder.to_project->user_id);
  co_return std::move(holder);
}

Task<LinkHolder> require_holder(Transaction& tx, store::OrgId org_id, LinkProof const& proof,
                                store::Seconds now) {
  auto holder = co_await holder_of(tx, org_id, proof.invitation_id, now);
  bool const fits = holder.member && !holder.token_hash.empty() &&
                    equal_secrets(holder.token_hash, proof.token_hash);
  if (!fits) co_return fail(Code::invalid_invitation_id, std::string(proof.invitation_id));
  co_return std::move(holder);
}

}  // namespace

std::string invitation_link(std::string_view base_url, std::string_view invitation_id,
                            std::string_view token) {
  return fmt::format("{}/console/accept/{}#token={}", base_url, invitation_id, token);
}

std::string password_link(std::string_view base_url, std::string_view token) {
  return fmt::format("{}/console/reset#token={}", base_url, token);
}

Task<Done> admit_by_link(Exchange& exchange, store::InvitationId invitation_id) {
  auto const body =
      co_await atlas::read_json<LinkBody>(exchange.request.body, atlas::Side::lenient_answer);
  if (body.token.empty()) co_return fail(Code::missing_attribute, "token");
  Caller caller{.proof = LinkProof{invitation_id, hash_token(body.token)}};
  auto const find = [&](Transaction& tx) -> Task<Done> {
    auto const org_id = co_await store::find_org_of_invitation(tx, invitation_id);
    if (!org_id) co_return fail(Code::invalid_invitation_id, std::string(invitation_id));
    auto const holder =
        co_await require_holder(tx, *org_id, std::get<LinkProof>(caller.proof), exchange.now());
    caller.identity = {store::ActorKind::person, holder.member->user_id, holder.member->spelling};
    caller.seats.assign(1, {});
    caller.seats.front().organization.org_id = *org_id;
    co_return Done{};
  };
  co_await exchange.worker.session->read(find, exchange.until);
  exchange.caller = std::make_shared<Caller const>(std::move(caller));
  co_return Done{};
}

Task<Done> judge_link(Call& call, LinkProof const& proof) {
  auto holder = co_await require_holder(call.tx, call.organization.org_id, proof, call.now());
  call.invited = std::make_unique<store::Member const>(std::move(*holder.member));
  if (holder.to_project)
    call.project_invitation =
        std::make_unique<store::ProjectInvitation const>(std::move(*holder.to_project));
  co_return Done{};
}

}  // namespace orgd
