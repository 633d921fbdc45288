// What PostgreSQL says of a failure, and what it means for a transaction.
#pragma once

#include <string>
#include <string_view>

#include "store/database.hpp"

namespace orgd {

/// What kind of failure an SQLSTATE is.
FailureKind kind_of(std::string_view state);

/// A failed statement or connection. `state` is the SQLSTATE, "08000" when there was no answer.
struct PostgresError : DatabaseError {
  PostgresError(std::string sql_state, std::string const& message)
      : DatabaseError(message, kind_of(sql_state)), state(std::move(sql_state)) {}
  std::string state;
};

/// The state of a failure that PostgreSQL or its connection caused, "" of another or of none.
std::string state_of(std::exception_ptr const& failure);

/// True when the same transaction may succeed if it is run again from its start: conflict, lost
/// connection, shutdown, a server that takes no writes, internal error of a distributed database.
bool is_transient(std::string_view state);

/// Serialization failure or deadlock: over as soon as the other transaction is.
bool is_conflict(std::string_view state);

/// The connection leads to a server that takes no writes.
bool is_read_only(std::string_view state);

/// A lock or statement took longer than it may, or the server has no room.
bool is_busy(std::string_view state);

/// The statement stood in a transaction that had failed before.
bool is_bystander(std::string_view state);

/// True when a statement is not known by its name, or another is: somebody between us and the
/// server hands connections around.
bool is_pooler_mark(std::string_view state);

}  // namespace orgd
