// Growth and shrinking of the read buffer.
#include "http/read_buffer.hpp"

#include <algorithm>
#include <cstring>

namespace orgd {

namespace {

constexpr std::size_t initial_capacity = 4096;
constexpr std::size_t kept_capacity = 4 * initial_capacity;

}  // namespace

std::span<char> ReadBuffer::space() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (capacity_ == 0) {
    reallocate(initial_capacity);
  } else if ((filled_ || pending().size() == capacity_) && capacity_ < limit_) {
    reallocate(std::min(capacity_ * 2, limit_));
  } else if (end_ == capacity_ && begin_ > 0) {
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  filled_ = false;
  return {bytes_.get() + end_, capacity_ - end_};
}

void ReadBuffer::commit(std::size_t size) {
  end_ += size;
  filled_ = end_ == capacity_;
}

std::span<char> ReadBuffer::scratch() {
  begin_ = end_ = 0;
  return space();
}

void ReadBuffer::shrink() {
  if (capacity_ > kept_capacity && pending().size() <= initial_capacity)
    reallocate(initial_capacity);
}

void ReadBuffer::reallocate(std::size_t capacity) {
  auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
  auto const kept = pending();
  std::ranges::copy(kept, bytes.get());
  begin_ = 0;
  end_ = kept.size();
  bytes_ = std::move(bytes);
  capacity_ = capacity;
}

}  // namespace orgd
