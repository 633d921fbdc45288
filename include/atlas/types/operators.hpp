// What operators see of a server: its organizations, the mails that wait or failed, its health.
// People, links and tokens are no part of it, but for whom a mail is to.
#pragma once

#include "atlas/types/common.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

/// Which mails, and which page of them.
struct OutboxQuery {
  std::optional<std::string> state{};
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(OutboxQuery, (state, "only mails in this state", .text = &text::mail_state),
             ATLAS_PAGE_FIELDS)

/// An organization as operators see it. What is in it is counted up to 1000.
struct OperatorOrganization {
  std::int32_t api_key_count = 0;
  std::string id{};
  std::string name{};
  std::int32_t people_count = 0;
  std::int32_t project_count = 0;
  std::int32_t service_account_count = 0;
};
ATLAS_FIELDS(OperatorOrganization, (api_key_count, "how many API keys it has, up to 1000"),
             (id, "its id", .text = &text::object_id), (name, "its name"),
             (people_count, "how many people have joined it, up to 1000"),
             (project_count, "how many projects it has, up to 1000"),
             (service_account_count, "how many service accounts it has, up to 1000"))

/// A mail as operators see it.
struct OperatorMail {
  std::int32_t attempts = 0;
  Date created_at{};
  std::string id{};
  std::string kind{};
  std::optional<std::string> last_error{};
  std::optional<Date> next_try_at{};
  std::string org_id{};
  std::optional<std::string> recipient{};
  std::string state{};
};
ATLAS_FIELDS(OperatorMail, (attempts, "how often it was tried to send it"),
             (created_at, "when it was written"), (id, "its id", .text = &text::object_id),
             (kind, "what it is about"),
             (last_error, "why it could not be sent the last time; not where people are hidden"),
             (next_try_at, "when it is tried next, if it is"),
             (org_id, "the organization that it comes from", .text = &text::object_id),
             (recipient,
              "whom it is to; not where the organization hides its people from operators"),
             (state, "what became of it", .text = &text::mail_state))

/// How a server does. Mails are counted up to 1000.
struct ServerHealth {
  std::string build{};
  std::int32_t dead_mails = 0;
  std::optional<Date> oldest_waiting_mail_at{};
  std::vector<std::string> problems{};
  bool sends_mails = false;
  Date time{};
  std::int32_t waiting_mails = 0;
};
ATLAS_FIELDS(ServerHealth, (build, "from which commit it was built"),
             (dead_mails, "how many mails were given up, up to 1000"),
             (oldest_waiting_mail_at, "when the oldest mail that waits was written"),
             (problems, "what somebody should look at", .text = &text::health_problem),
             (sends_mails, "whether the server that answers sends mails"),
             (time, "what time the server takes it to be"),
             (waiting_mails, "how many mails wait to be sent, up to 1000"))

}  // namespace atlas
