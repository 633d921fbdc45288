// Which reads tell of what a request has changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orgd::sandbox {

/// What a request has changed, as paths name it.
class ChangedObject {
 public:
  /// What the path of the request names, without a verb (":addRole") at its end; or, when the
  /// request has made something, that. `made` is its id, "" where there is none.
  ChangedObject(std::string_view path, std::string_view made);

  /// Whether a path reads the object, something below it, or a list that it stands in. An object
  /// with an id is known by the name of its list and the id wherever they stand in a path, and it
  /// stands in lists of that name that another kind of object has.
  bool is_read_at(std::string_view path) const;

 private:
  std::vector<std::string> segments_;
  bool has_id_ = false;
};

}  // namespace orgd::sandbox
