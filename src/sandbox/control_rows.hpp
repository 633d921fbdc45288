// The rows of the control plane: what the dispatcher, the OpenAPI document and the tests go by.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types/parameters.hpp"
#include "sandbox/control_types.hpp"

namespace orgd::sandbox::control {

using atlas::Method;
using atlas::NoBody;
using atlas::Operation;
using atlas::RootPath;

inline constexpr std::string_view prefix = "/orgd/sandbox/v1";

/// A row without what only the API's rows have.
constexpr atlas::OperationInfo row(std::string_view id, Method method, std::string_view path,
                                   atlas::CodeSet codes, std::string_view summary,
                                   int success = 200) {
  return {.id = id,
          .later_id = id,
          .method = method,
          .path = path,
          .success = success,
          .codes = codes,
          .summary = summary};
}

inline constexpr Operation<RootPath, NoParameters, NoBody, WorldList> list_worlds{
    row("listWorlds", Method::get, "/orgd/sandbox/v1/worlds", {}, "List the worlds")};
inline constexpr Operation<NamePath, NoParameters, WorldRequest, WorldView> make_world{
    row("makeWorld", Method::put, "/orgd/sandbox/v1/worlds/{name}", {Code::validation_error},
        "Make a world, in place of one of that name")};
inline constexpr Operation<NamePath, NoParameters, NoBody, NoBody> delete_world{
    row("deleteWorld", Method::remove, "/orgd/sandbox/v1/worlds/{name}",
        {Code::resource_not_found, Code::validation_error}, "Delete a world", 204)};

inline constexpr Operation<RootPath, WorldQuery, NoBody, NoBody> reset_world{
    row("resetWorld", Method::post, "/orgd/sandbox/v1:reset", {Code::resource_not_found},
        "Go back to what the world began with, with the same ids and secrets to come", 204)};
inline constexpr Operation<RootPath, WorldQuery, RawBody, NoBody> add_seed{
    row("addSeed", Method::post, "/orgd/sandbox/v1:seed",
        {Code::resource_not_found, Code::validation_error}, "Add all of a seed file, YAML or JSON",
        204)};
inline constexpr Operation<RootPath, ExportQuery, NoBody, RawReply> export_seed{
    row("exportSeed", Method::get, "/orgd/sandbox/v1:export", {Code::resource_not_found},
        "Return the state as a seed file that gives the same state; without events, mails and "
        "nonces")};

inline constexpr Operation<NamePath, WorldQuery, NoBody, NoBody> take_snapshot{row(
    "takeSnapshot", Method::put, "/orgd/sandbox/v1/snapshots/{name}",
    {Code::resource_not_found, Code::validation_error}, "Keep the state of now under a name", 204)};
inline constexpr Operation<NamePath, WorldQuery, NoBody, NoBody> restore_snapshot{
    row("restoreSnapshot", Method::post, "/orgd/sandbox/v1/snapshots/{name}:restore",
        {Code::resource_not_found}, "Go back to a state that was kept", 204)};
inline constexpr Operation<NamePath, WorldQuery, NoBody, NoBody> delete_snapshot{
    row("deleteSnapshot", Method::remove, "/orgd/sandbox/v1/snapshots/{name}",
        {Code::resource_not_found}, "Forget a state that was kept", 204)};

inline constexpr Operation<RootPath, WorldQuery, NoBody, ClockView> get_clock{
    row("getClock", Method::get, "/orgd/sandbox/v1/clock", {Code::resource_not_found},
        "Return the world's time")};
inline constexpr Operation<RootPath, WorldQuery, ClockRequest, ClockView> set_clock{
    row("setClock", Method::patch, "/orgd/sandbox/v1/clock",
        {Code::resource_not_found, Code::validation_error},
        "Set the world's time, move it on, let it run or stand")};

inline constexpr Operation<RootPath, WorldQuery, NoBody, FaultList> list_faults{
    row("listFaults", Method::get, "/orgd/sandbox/v1/faults", {Code::resource_not_found},
        "List the fault rules with what they have done")};
inline constexpr Operation<RootPath, WorldQuery, RuleRequest, RuleView> add_fault{row(
    "addFault", Method::post, "/orgd/sandbox/v1/faults",
    {Code::resource_not_found, Code::validation_error}, "Add a fault rule behind all others", 201)};
inline constexpr Operation<IdPath, WorldQuery, NoBody, NoBody> delete_fault{
    row("deleteFault", Method::remove, "/orgd/sandbox/v1/faults/{id}", {Code::resource_not_found},
        "Delete a fault rule", 204)};
inline constexpr Operation<RootPath, WorldQuery, NoBody, NoBody> delete_faults{
    row("deleteFaults", Method::remove, "/orgd/sandbox/v1/faults", {Code::resource_not_found},
        "Delete all fault rules", 204)};

inline constexpr Operation<RootPath, RequestsQuery, NoBody, Written<RequestList>> list_requests{
    row("listRequests", Method::get, "/orgd/sandbox/v1/requests",
        {Code::resource_not_found, Code::validation_error},
        "List the newest requests, all or those that match; parameters are the members of match")};
inline constexpr Operation<RootPath, WaitQuery, NoBody, WaitView> wait_for_requests{
    row("waitForRequests", Method::get, "/orgd/sandbox/v1/requests:wait",
        {Code::resource_not_found, Code::validation_error},
        "Wait until there are so many requests that match")};
inline constexpr Operation<RootPath, WorldQuery, VerifyRequest, Verdict> verify_requests{
    row("verifyRequests", Method::post, "/orgd/sandbox/v1/requests:verify",
        {Code::resource_not_found, Code::validation_error},
        "Say whether there are as many requests that match as there should be")};
inline constexpr Operation<RootPath, WorldQuery, NoBody, RawReply> export_requests{
    row("exportRequests", Method::get, "/orgd/sandbox/v1/requests:har",
        {Code::resource_not_found, Code::validation_error},
        "Return the newest requests as an HTTP Archive")};
inline constexpr Operation<RootPath, WorldQuery, NoBody, NoBody> delete_requests{
    row("deleteRequests", Method::remove, "/orgd/sandbox/v1/requests", {Code::resource_not_found},
        "Forget all requests", 204)};

inline constexpr Operation<RootPath, WorldQuery, NoBody, MailList> list_mails{
    row("listMails", Method::get, "/orgd/sandbox/v1/mails", {Code::resource_not_found},
        "List the mails that wait, with their links")};
inline constexpr Operation<IdPath, WorldQuery, AcceptRequest, RawReply> accept_mail{
    row("acceptMail", Method::post, "/orgd/sandbox/v1/mails/{id}:accept",
        {Code::resource_not_found}, "Accept a mail's invitation as the person invited")};
inline constexpr Operation<IdPath, WorldQuery, NoBody, RawReply> reject_mail{
    row("rejectMail", Method::post, "/orgd/sandbox/v1/mails/{id}:reject",
        {Code::resource_not_found}, "Reject a mail's invitation as the person invited")};

using AllRows =
    atlas::OperationList<list_worlds, make_world, delete_world, reset_world, add_seed, export_seed,
                         take_snapshot, restore_snapshot, delete_snapshot, get_clock, set_clock,
                         list_faults, add_fault, delete_fault, delete_faults, list_requests,
                         wait_for_requests, verify_requests, export_requests, delete_requests,
                         list_mails, accept_mail, reject_mail>;

}  // namespace orgd::sandbox::control
