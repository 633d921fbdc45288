// Versioned media types: which version of an operation a request asks for.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "atlas/error.hpp"
#include "atlas/operation.hpp"

namespace atlas {

/// "2023-01-01".
std::string date_of(Version version);

/// Whether a request that names no version is served the oldest one or refused.
enum class Unversioned : bool { refused, is_oldest };

/// The version to answer with: the highest-ranked versioned type of `accept` that resolves among
/// `versions` (ascending). A later date resolves to the newest version before it, unless it lies
/// after `today`. INVALID_VERSION_DATE when nothing resolves.
Result<Version> negotiate(std::string_view accept, std::span<Version const> versions, Version today,
                          Unversioned policy);

/// Checks a body's Content-Type: plain JSON, or a versioned type that resolves.
/// INVALID_VERSION_DATE or UNSUPPORTED_MEDIA_TYPE.
Result<Done> check_content_type(std::string_view content_type, std::span<Version const> versions,
                                Version today);

}  // namespace atlas
