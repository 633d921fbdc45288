// JSON as text: small bodies for requests, and answers printed back in the API's compact form.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reading.hpp"

namespace conformance {

/// A member of an object: its name and its value, already JSON.
using Member = std::pair<std::string, std::string>;

/// `text` as a JSON string, escaped no more than it must be.
std::string quoted(std::string_view text);
std::string object(std::vector<Member> const& members);
/// An array of values that are already JSON.
std::string array(std::vector<std::string> const& values);
/// An array of strings.
std::string texts(std::initializer_list<std::string_view> values);

/// A parsed document in compact form, members in their order.
std::string show(Node const& node);

/// The document with the members of every object in ascending order, so that equal ones print
/// alike.
Node sorted(Node node);

/// The same document as `pretty=true` shows a flat object: members one per line.
std::string pretty_flat_object(Node const& object);

}  // namespace conformance
