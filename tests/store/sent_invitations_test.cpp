// Invitations as whoever sent them follows them.
#include "store/sent_invitations.hpp"

#include "store/organizations.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

using store::MailState;

constexpr std::string_view org = "aaaaaaaaaaaaaaaaaaaaaaaa";

// At 100: i1 has expired, i2 was rejected, i3 and i4 are open. Ids are as long as all ids are.
constexpr std::array some_invitations{
    Statement("INSERT INTO organization (org_id, name, name_folded, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'A', 'a', 1), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', 'B', 'b', 1)"),
    Statement("INSERT INTO membership (org_id, user_id, username, status, roles, is_owner, "
              "invitation_id, invited_at, expires_at, inviter, token_hash) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'u00000000000000000000000', 'v', 0, '', 0, NULL, NULL, "
              "NULL, NULL, NULL), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'u10000000000000000000000', 'w', 1, '', 0, "
              "'i10000000000000000000000', 1, 100, 'k', 'h1'), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'u20000000000000000000000', 'x', 2, '', 0, "
              "'i20000000000000000000000', 1, NULL, 'k', NULL), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'u40000000000000000000000', 'y', 1, '', 0, "
              "'i40000000000000000000000', 1, 200, 'k', 'h4'), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'u30000000000000000000000', 'z', 1, '', 0, "
              "'i30000000000000000000000', 1, 101, 'k', 'h3'), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', 'u30000000000000000000000', 'z', 1, '', 0, "
              "'i50000000000000000000000', 1, 200, 'k', 'h5')"),
    Statement("INSERT INTO outbox (org_id, mail_id, created_at, recipient, kind, invitation_id, "
              "sealed_token, state, last_error) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'm1', 1, 'w', 'k', 'i10000000000000000000000', 's', 2, "
              "'no such user'), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'm3', 1, 'z', 'k', 'i30000000000000000000000', NULL, "
              "1, NULL), "
              "('bbbbbbbbbbbbbbbbbbbbbbbb', 'm5', 1, 'z', 'k', 'i50000000000000000000000', 's', 0, "
              "NULL)"),
    Statement("INSERT INTO account (user_id, username, first_name, last_name, country, created_at, "
              "language) VALUES "
              "('u00000000000000000000000', 'v', 'V', 'V', 'DE', 1, 'de'), "
              "('u10000000000000000000000', 'w', 'W', 'W', 'DE', 1, NULL)")};

// "u1" as long as an id.
std::string id_of(std::string_view begin) {
  return std::string(begin) + std::string(24 - begin.size(), '0');
}

store::Seconds moment(std::int64_t seconds) {
  return store::Seconds(std::chrono::seconds(seconds));
}

store::OrgId org_id() { return store::OrgId::of(org); }

class SentInvitationsTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  SentInvitationsTest() {
    auto const schema = store_->schema();
    migrate(*schema, store_migrations(), std::chrono::sys_seconds{});
    for (auto const statement : some_invitations) schema->query(statement);
    session_ = store_->database().connect(loop_);
  }

  // The ids of a list at 100, and behind them how many there are.
  std::string listed(store::InvitationFilter const& filter, store::Slice slice = {.limit = 10}) {
    std::string found;
    read([&](Transaction& tx) -> Task<Done> {
      auto const all =
          co_await store::list_sent_invitations(tx, org_id(), filter, moment(100), slice);
      auto const count = co_await store::count_sent_invitations(tx, org_id(), filter, moment(100));
      found.clear();
      for (auto const& one : all)
        found += std::string(one.invitation_id->view().substr(0, 2)) + " ";
      found += std::to_string(count);
      co_return Done{};
    });
    return found;
  }
  std::vector<store::InvitationMail> mails(store::InvitationFilter const& filter,
                                           store::Slice slice = {.limit = 10}) {
    std::vector<store::InvitationMail> found;
    read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::list_invitation_mails(tx, org_id(), filter, moment(100), slice);
      co_return Done{};
    });
    return found;
  }
  store::Member by_invitation(std::string_view id) {
    std::optional<store::Member> found;
    read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::find_member_by_invitation(tx, org_id(),
                                                        store::InvitationId::of(id_of(id)));
      co_return Done{};
    });
    return found.value();
  }
  store::Resends resends(std::string_view user_id) {
    store::Resends found;
    read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::find_resends(tx, org_id(), store::UserId::of(id_of(user_id)));
      co_return Done{};
    });
    return found;
  }
  std::optional<std::string> language(std::string_view user_id) {
    std::optional<std::string> found;
    read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::find_language(tx, store::UserId::of(id_of(user_id)));
      co_return Done{};
    });
    return found;
  }
  void renew(store::Renewal const& renewal) {
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      auto const locked = co_await store::lock_organization(tx, org_id());
      co_return co_await store::renew_invitation(tx, locked->lock, renewal);
    })));
  }
  void read(Work const& work) { EXPECT_TRUE(loop_.run(session_->read(work))); }

 private:
  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, SentInvitationsTest, ::testing::ValuesIn(every_database()),
                         name_of);

TEST_P(SentInvitationsTest, AreListedByTheirStates) {
  EXPECT_EQ(listed({}), "i1 i2 i3 i4 4");
  EXPECT_EQ(listed({.pending = true, .expired = false, .rejected = false}), "i3 i4 2");
  EXPECT_EQ(listed({.pending = false, .expired = true, .rejected = false}), "i1 1");
  EXPECT_EQ(listed({.pending = false, .expired = false, .rejected = true}), "i2 1");
}

TEST_P(SentInvitationsTest, AreListedPageByPage) {
  EXPECT_EQ(listed({}, {.limit = 3}), "i1 i2 i3 4");
  EXPECT_EQ(listed({}, {.limit = 3, .offset = 3}), "i4 4");
}

TEST_P(SentInvitationsTest, HaveTheirOwnMails) {
  auto found = mails({});
  std::ranges::sort(found, {}, [](auto const& mail) { return std::string(mail.invitation_id); });
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(std::string(found[0].invitation_id), id_of("i1"));
  EXPECT_EQ(found[0].state, MailState::dead);
  EXPECT_EQ(found[0].last_error, "no such user");
  EXPECT_EQ(found[1].state, MailState::sent);
  EXPECT_TRUE(mails({}, {.limit = 3, .offset = 3}).empty());
  EXPECT_EQ(mails({}, {.limit = 1}).size(), 1U);
}

TEST_P(SentInvitationsTest, AreRenewedWithoutTheMailBefore) {
  EXPECT_EQ(resends("u1").resends, 0);
  EXPECT_EQ(resends("u1").resends_since, std::nullopt);
  renew({.user_id = store::UserId::of(id_of("u1")),
         .invitation_id = store::InvitationId::of(id_of("i1")),
         .token_hash = "new",
         .expires_at = moment(500),
         .resends = {.resends = 2, .resends_since = moment(90)}});
  auto const renewed = by_invitation("i1");
  EXPECT_EQ(renewed.token_hash, "new");
  EXPECT_EQ(renewed.expires_at, moment(500));
  EXPECT_EQ(renewed.invited_at, moment(1));
  EXPECT_EQ(resends("u1").resends, 2);
  EXPECT_EQ(resends("u1").resends_since, moment(90));
  EXPECT_EQ(by_invitation("i3").token_hash, "h3") << "another one";
  EXPECT_EQ(mails({}).size(), 1U);
}

TEST_P(SentInvitationsTest, SpeakTheLanguageThatAPersonHasSaid) {
  EXPECT_EQ(language("u0"), "de");
  EXPECT_EQ(language("u1"), std::nullopt) << "who has not said any";
  EXPECT_EQ(language("u9"), std::nullopt) << "nobody";
}

}  // namespace
}  // namespace orgd
