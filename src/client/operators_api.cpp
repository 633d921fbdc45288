// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/operators_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<ServerHealth> OperatorsApi::get_operator_health(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_operator_health>(engine(), {}, query, {}, options);
}

Response<Page<OperatorOrganization>> OperatorsApi::list_operator_organizations(
      NamedPageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_operator_organizations>(engine(), {}, query, {}, options);
}

PageRange<OperatorOrganization> OperatorsApi::pages_of_operator_organizations(
      NamedPageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, options](auto const& page) {
    return api.list_operator_organizations(page, options);
  });
}

ItemRange<OperatorOrganization> OperatorsApi::each_of_operator_organizations(
      NamedPageQuery const& query, CallOptions const& options) const {
  return ItemRange<OperatorOrganization>(
      pages_of_operator_organizations(query, options));
}

Response<Page<OperatorMail>> OperatorsApi::list_operator_outbox(
      OutboxQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_operator_outbox>(engine(), {}, query, {}, options);
}

PageRange<OperatorMail> OperatorsApi::pages_of_operator_outbox(
      OutboxQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, options](auto const& page) {
    return api.list_operator_outbox(page, options);
  });
}

ItemRange<OperatorMail> OperatorsApi::each_of_operator_outbox(
      OutboxQuery const& query, CallOptions const& options) const {
  return ItemRange<OperatorMail>(
      pages_of_operator_outbox(query, options));
}

}  // namespace atlas
