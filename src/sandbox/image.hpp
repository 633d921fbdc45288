// What a store holds while nobody uses it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace orgd::sandbox {

/// The bytes of a store, shared by all copies of the object. They never change, only how they are
/// kept. One thread's.
class Image {
 public:
  /// No store at all.
  Image() : kept_(std::make_shared<Kept>()) {}
  /// Quick to make and to open, and as large as it is.
  static Image plain(std::string bytes);

  /// Keeps it small from now on, for all copies; most of a store compresses well. That takes some
  /// 15 ms for each MB. False when it was small already.
  bool pack() const;

  /// A copy of the bytes as they were. Throws std::runtime_error when memory is damaged.
  std::string bytes() const;
  /// How much memory it takes, alone or with those that share it.
  std::size_t memory() const { return kept_->bytes.size(); }
  bool shares(Image const& other) const { return kept_ == other.kept_; }

  /// What it is made of, to be kept elsewhere.
  std::string_view kept() const { return kept_->bytes; }
  std::size_t unpacked_size() const { return kept_->unpacked_size; }
  static Image of_kept(std::string kept, std::size_t unpacked_size);
  /// The same of all that share it.
  void const* identity() const { return kept_.get(); }

 private:
  struct Kept {
    std::string bytes;
    std::size_t unpacked_size = 0;  // 0: it is not packed
  };
  explicit Image(Kept kept) : kept_(std::make_shared<Kept>(std::move(kept))) {}

  std::shared_ptr<Kept> kept_;
};

}  // namespace orgd::sandbox
