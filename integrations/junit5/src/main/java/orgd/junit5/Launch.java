package orgd.junit5;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a sandbox is launched.
 *
 * @param binary the path of orgd; without it: the system property {@code orgd.binary}, the variable
 *     {@code ORGD}, then {@code PATH}
 * @param seedFile what every world begins with, YAML or JSON; without it: one organization with the
 *     API key of an owner
 */
public record Launch(Optional<String> binary, Optional<Path> seedFile) {
  public static Launch byDefault() {
    return new Launch(Optional.empty(), Optional.empty());
  }

  public Launch withBinary(String path) {
    return new Launch(Optional.of(path), seedFile);
  }

  public Launch withSeedFile(Path file) {
    return new Launch(binary, Optional.of(file));
  }

  String program() {
    return binary
        .or(() -> Optional.ofNullable(System.getProperty("orgd.binary")))
        .or(() -> Optional.ofNullable(System.getenv("ORGD")))
        .filter(path -> !path.isEmpty())
        .orElse("orgd");
  }
}
