package orgd.junit5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The process of a sandbox, and the lines that it has printed for a shell. */
final class LaunchedProcess {
  private static final String HOW_TO_GET_IT =
      "in a checkout of orgd, tools/build release orgd makes build/release/orgd; put it on PATH, "
          + "or its path into the variable ORGD or the system property orgd.binary";
  // A program built with sanitizers starts slowly.
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path errors;
  private final Thread atExit;
  private final Map<String, String> environment = new HashMap<>();

  private LaunchedProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    // For a run that ends in the middle.
    atExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static LaunchedProcess start(Launch how) {
    var command = new ArrayList<>(List.of(how.program(), "sandbox", "--env"));
    command.addAll(List.of("--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"));
    how.seedFile().ifPresent(file -> command.addAll(List.of("--seed", file.toString())));
    try {
      var errors = Files.createTempFile("orgd-sandbox", ".log");
      errors.toFile().deleteOnExit();
      var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      var launched = new LaunchedProcess(process, errors);
      launched.readEnvironment();
      return launched;
    } catch (IOException wrong) {
      throw new SandboxException(wrong.getMessage() + ": " + HOW_TO_GET_IT, wrong);
    }
  }

  private void readEnvironment() throws IOException {
    var late =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    late.cancel(false);
    for (var line : text.lines().toList()) {
      var parts = line.replaceFirst("^export ", "").split("=", 2);
      if (parts.length == 2) environment.put(parts[0], unquoted(parts[1]));
    }
    if (environment.containsKey("ORGD_URL") && environment.containsKey("ORGD_CONTROL")) return;
    await();
    throw new SandboxException("the sandbox does not start: " + Files.readString(errors));
  }

  // A value that is not safe in a shell stands between single quotes as a whole.
  private static String unquoted(String value) {
    return value.replaceAll("^'|'$", "").replace("'\\''", "'");
  }

  Map<String, String> environment() {
    return environment;
  }

  void end() {
    process.destroy();
    var code = await();
    try {
      if (code != 0)
        throw new SandboxException(
            "the sandbox ended by " + code + ": " + Files.readString(errors));
      Files.deleteIfExists(errors);
    } catch (IOException wrong) {
      throw new SandboxException("the sandbox's output cannot be read", wrong);
    }
  }

  private int await() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while the sandbox ended", stopped);
    }
  }
}
