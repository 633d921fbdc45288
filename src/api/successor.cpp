// Looks successors up in the operations table.
#include "api/successor.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "atlas/operations.hpp"

namespace atlas {

OperationInfo const* successor_of(OperationInfo const& info) {
  OperationInfo const* found = nullptr;
  for_each_operation(AllOperations{}, [&]<auto const & Row>() {
    OperationInfo const& other = Row.info;
    bool const same = other.path == info.path && other.method == info.method;
    bool const named = !info.successor.id.empty() && other.id == info.successor.id;
    if (other.version <= info.version || (!same && !named)) return;
    if (!found || other.version < found->version) found = &other;
  });
  return found;
}

Version deprecated_since(OperationInfo const& info, OperationInfo const& successor) {
  return info.successor.since == unversioned ? successor.version : info.successor.since;
}

std::string midnight_of(Version day) {
  constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const weekday = std::chrono::weekday(std::chrono::sys_days(day));
  return fmt::format("{}, {} {} {} 00:00:00 GMT", weekdays.at(weekday.c_encoding()),
                     static_cast<unsigned>(day.day()),
                     months.at(static_cast<unsigned>(day.month()) - 1),
                     static_cast<int>(day.year()));
}

}  // namespace atlas
