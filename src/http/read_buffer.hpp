// The bytes of a connection that are read and not yet used. Small at first, larger while reads fill
// it, small again after a large request. Does no reading itself.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace orgd {

class ReadBuffer {
 public:
  explicit ReadBuffer(std::size_t limit) : limit_(limit) {}

  std::string_view pending() const { return {bytes_.get() + begin_, end_ - begin_}; }
  void consume(std::size_t size) { begin_ += size; }

  /// Room for the next read. Empty only when `limit` bytes wait.
  std::span<char> space();
  /// The read put `size` bytes into the room.
  void commit(std::size_t size);
  /// Room for bytes nobody wants; drops what waits.
  std::span<char> scratch();
  /// Gives memory back that only a large request needed.
  void shrink();

 private:
  void reallocate(std::size_t capacity);

  std::size_t limit_;
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool filled_ = false;  // the last read took all the room it was given
};

}  // namespace orgd
