// Judging the token of an invitation's link, before the transaction and inside it.
#include "service/link.hpp"

#include "api/json_read.hpp"

namespace orgd {
namespace {

// The one member that is read of a body before its sender has shown the token.
struct LinkBody {
  std::string token{};
};
BOOST_DESCRIBE_STRUCT(LinkBody, (), (token))

Task<store::Member> require_invited(Transaction& tx, store::OrgId org_id, LinkProof const& proof,
                                    store::Seconds now) {
  auto member = co_await store::find_member_by_invitation(tx, org_id, proof.invitation_id);
  bool const fits = member && store::is_pending(*member, now) && member->token_hash &&
                    equal_secrets(*member->token_hash, proof.token_hash);
  if (!fits) co_return fail(Code::invalid_invitation_id, std::string(proof.invitation_id));
  co_return std::move(*member);
}

}  // namespace

Task<Done> admit_by_link(Exchange& exchange, store::InvitationId invitation_id) {
  auto const body =
      co_await atlas::read_json<LinkBody>(exchange.request.body, atlas::Side::lenient_answer);
  if (body.token.empty()) co_return fail(Code::missing_attribute, "token");
  Caller caller{.proof = LinkProof{invitation_id, hash_token(body.token)}};
  auto const find = [&](Transaction& tx) -> Task<Done> {
    auto const org_id = co_await store::find_org_of_invitation(tx, invitation_id);
    if (!org_id) co_return fail(Code::invalid_invitation_id, std::string(invitation_id));
    auto const invited =
        co_await require_invited(tx, *org_id, std::get<LinkProof>(caller.proof), exchange.now());
    caller.identity = {store::ActorKind::person, invited.user_id, invited.spelling};
    caller.org_id = *org_id;
    co_return Done{};
  };
  co_await exchange.worker.session->read(find, exchange.until);
  exchange.caller = std::make_shared<Caller const>(std::move(caller));
  co_return Done{};
}

Task<Done> judge_link(Call& call, LinkProof const& proof) {
  auto invited = co_await require_invited(call.tx, call.organization.org_id, proof, call.now());
  call.invited = std::make_unique<store::Member const>(std::move(invited));
  co_return Done{};
}

}  // namespace orgd
