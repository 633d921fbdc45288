// Waiting until an invitation is accepted.
#include <gtest/gtest.h>

#include "atlas/organizations_api.hpp"
#include "atlas/testing/function_transport.hpp"
#include "scripted_server.hpp"

namespace client_test {
namespace {

using atlas::Failure;
using atlas::HttpRequest;
using atlas::HttpResponse;
using atlas::OrganizationsApi;
using atlas::testing::FunctionTransport;
using std::chrono::milliseconds;

class Waiting : public ::testing::Test {
 protected:
  // Pending for some looks, then gone, its person a member or not.
  FunctionTransport::Answer answer(HttpRequest const& request) {
    if (request.url.contains("/users?")) {
      EXPECT_TRUE(request.url.contains("username=dana%40example.org")) << request.url;
      return HttpResponse{
          .status = 200,
          .body = member_ ? R"({"results":[{"id":"u1","orgMembershipStatus":"ACTIVE"}]})"
                          : R"({"results":[]})"};
    }
    if (++looks_ <= pending_)
      return HttpResponse{.status = 200, .body = R"({"username":"dana@example.org"})"};
    return HttpResponse{.status = 404, .body = R"({"errorCode":"INVALID_INVITATION_ID"})"};
  }

  auto wait(atlas::WaitOptions const& options = {.interval = milliseconds(1)}) {
    atlas::Configuration configuration;
    configuration.transport = std::make_shared<FunctionTransport>(
        [this](HttpRequest const& request) { return answer(request); });
    return OrganizationsApi(configuration).wait_until_accepted(id, "i1", options);
  }

  int looks_ = 0;
  int pending_ = 3;
  bool member_ = true;
};

TEST_F(Waiting, EndsWithTheNewMember) {
  auto const accepted = wait();
  ASSERT_TRUE(accepted) << accepted.error().message();
  EXPECT_EQ(accepted->id, "u1");
  EXPECT_EQ(looks_, 4);
}

TEST_F(Waiting, SaysThatAnInvitationIsGoneUnaccepted) {
  member_ = false;
  auto const gone = wait();
  EXPECT_TRUE(gone.error().is(atlas::Code::invalid_invitation_id));
  EXPECT_TRUE(gone.error().message().contains("dana@example.org is no member"));
}

TEST_F(Waiting, EndsAtItsTimeoutAndByItsToken) {
  pending_ = 1'000'000;
  EXPECT_EQ(wait({.timeout = milliseconds(3), .interval = milliseconds(1)}).error().failure,
            Failure::timeout);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(wait({.stop = stop.get_token()}).error().failure, Failure::cancelled);
}

}  // namespace
}  // namespace client_test
