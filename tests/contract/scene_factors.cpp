// The second factors of the member whose session the tests call with.
#include <fmt/format.h>

#include "authenticator_app.hpp"
#include "in_process_platform.hpp"
#include "scene.hpp"
#include "software_authenticator.hpp"

namespace contract {
namespace {

constexpr std::string_view factors_path = "/orgd/v1/me/factors";
constexpr std::string_view json_media_type = "application/json";

std::string text_of_member(conformance::Node const& node, std::string_view name) {
  return node.find(name)->text;
}

}  // namespace

void Scene::add_factors_to(Place& place) {
  auto const call = [&](std::string_view path, std::string body, int status) {
    RequestSpec request{.method = "POST", .target = std::string(path), .body = std::move(body)};
    request = request.with("Host", std::string(passkey_host));
    if (!request.body.empty()) request = request.with("Content-Type", std::string(json_media_type));
    return conformance::expect_ok(send(by(request, {.token = token_of_member_})), status,
                                  json_media_type);
  };
  auto const add = [&] { return call(factors_path, R"({"type":"totp"})", 201); };
  auto const now = orgd::StandingPlatform::start.time_since_epoch().count();
  Texts& texts = place.texts;
  auto const counting = add();
  conformance::AuthenticatorApp const app(text_of_member(counting, "secret"));
  call(fmt::format("{}/{}:confirm", factors_path, text_of_member(counting, "id")),
       fmt::format(R"({{"code":"{}"}})", app.code_at(now)), 200);
  // That code has been used; clocks may be a step apart.
  texts["code"] = app.code_at(now + conformance::code_seconds);
  texts["recoveryCode"] =
      call("/orgd/v1/me/recoveryCodes", "", 201).find("codes")->children.front().text;
  auto const asked = call(factors_path, R"({"type":"passkey"})", 201);
  auto const& options = *asked.find("creationOptions");
  conformance::SoftwareAuthenticator passkey;
  auto const made = passkey.create({.relying_party = text_of_member(*options.find("rp"), "id"),
                                    .origin = fmt::format("http://{}", passkey_host),
                                    .challenge = text_of_member(options, "challenge")});
  call(fmt::format("{}/{}:confirm", factors_path, text_of_member(asked, "id")),
       fmt::format(R"({{"credential":{{"attestationObject":"{}","clientData":"{}"}}}})",
                   made.attestation_object, made.client_data),
       200);
  auto const pending = add();
  texts["factorId"] = text_of_member(pending, "id");
  texts["pendingCode"] =
      conformance::AuthenticatorApp(text_of_member(pending, "secret")).code_at(now);
}

}  // namespace contract
