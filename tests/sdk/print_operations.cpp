// Prints what each operation of version 2023-01-01 takes and answers, a line for each part: the
// operation's id, the kind of part, its name on the wire or its status, and its place in C++.
#include <boost/core/demangle.hpp>
#include <cstdio>
#include <string>
#include <typeinfo>

#include "api/members.hpp"
#include "atlas/operations.hpp"

namespace {

template <class T>
std::string name_of_type() {
  std::string name = boost::core::demangle(typeid(T).name());
  for (std::string const part : {"atlas::", "std::", "__cxx11::"})
    for (auto at = name.find(part); at != std::string::npos; at = name.find(part))
      name.erase(at, part.size());
  if (auto const allocator = name.find(", allocator<"); allocator != std::string::npos)
    name = name.substr(0, allocator) + ">";
  return name;
}

template <class Class, class Member>
std::string name_of_class(Member Class::*) {
  return name_of_type<Class>();
}

void print(std::string_view id, std::string_view kind, std::string_view name,
           std::string_view place) {
  for (auto const text : {id, kind, name}) std::printf("%.*s\t", int(text.size()), text.data());
  std::printf("%.*s\n", int(place.size()), place.data());
}

template <auto const& Row>
void print_operation() {
  using Op = std::remove_cvref_t<decltype(Row)>;
  std::string_view const id = Row.info.id;
  boost::mp11::mp_for_each<atlas::MembersOf<typename Op::Path>>(
      [&]<class D>(D) { print(id, "path", atlas::wire_name_of<D>(), D::name); });
  boost::mp11::mp_for_each<atlas::MembersOf<typename Op::Query>>([&]<class D>(D) {
    print(id, "query", atlas::wire_name_of<D>(), name_of_class(D::pointer) + "::" + D::name);
  });
  if constexpr (!std::is_same_v<typename Op::Body, atlas::NoBody>)
    print(id, "body", "", name_of_type<typename Op::Body>());
  print(id, "success", std::to_string(Row.info.success), name_of_type<typename Op::Reply>());
}

}  // namespace

int main() {
  atlas::for_each_operation(atlas::AllOperations{}, []<auto const & Row>() {
    if (Row.info.version == atlas::v2023_01_01) print_operation<Row>();
  });
}
