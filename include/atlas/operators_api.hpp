// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// What operators see of the whole server. See Client for what all methods share.
class OperatorsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Return how the server does. For callers with: an operator's session with a second factor.
  Response<ServerHealth> get_operator_health(
      Query const& query = {}, CallOptions const& options = {}) const;

  /// List all organizations with how much is in each. Operators get no right inside an
  /// organization. For callers with: an operator's session with a second factor.
  Response<Page<OperatorOrganization>> list_operator_organizations(
      NamedPageQuery const& query = {}, CallOptions const& options = {}) const;

  /// All pages of `list_operator_organizations`, from the query's on.
  PageRange<OperatorOrganization> pages_of_operator_organizations(
      NamedPageQuery const& query = {}, CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<OperatorOrganization> each_of_operator_organizations(
      NamedPageQuery const& query = {}, CallOptions const& options = {}) const;

  /// List the mails and what became of them. Those that wait come first, then those that were sent,
  /// then those that were given up. No mail's link or token is shown. For callers with: an
  /// operator's session with a second factor.
  Response<Page<OperatorMail>> list_operator_outbox(
      OutboxQuery const& query = {}, CallOptions const& options = {}) const;

  /// All pages of `list_operator_outbox`, from the query's on.
  PageRange<OperatorMail> pages_of_operator_outbox(
      OutboxQuery const& query = {}, CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<OperatorMail> each_of_operator_outbox(
      OutboxQuery const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
