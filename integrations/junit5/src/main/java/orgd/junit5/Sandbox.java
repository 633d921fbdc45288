package orgd.junit5;

import java.util.Map;
import java.util.Optional;

/** A running {@code orgd sandbox}. One that was launched ends when it is closed. */
public final class Sandbox implements AutoCloseable {
  private final String url;
  private final ApiKey key;
  private final ControlPlane control;
  private final Optional<LaunchedProcess> process;

  private Sandbox(
      String url, ApiKey key, ControlPlane control, Optional<LaunchedProcess> process) {
    this.url = url;
    this.key = key;
    this.control = control;
    this.process = process;
  }

  /** Starts a sandbox on free ports of the loopback. */
  public static Sandbox launch(Launch how) {
    var process = LaunchedProcess.start(how);
    return of(process.environment(), Optional.of(process));
  }

  /**
   * Takes a sandbox that something else has started.
   *
   * @param url the address of the API
   * @param control the address of the control plane, with its path
   * @param token what opens a control plane that is not on the loopback, or ""
   * @param key an API key of what every world begins with
   */
  public static Sandbox connect(String url, String control, String token, ApiKey key) {
    return new Sandbox(url, key, new ControlPlane(control, token), Optional.empty());
  }

  /** Takes the one that {@code ORGD_CONTROL} and {@code ORGD_URL} name, or launches one. */
  public static Sandbox fromEnvironment(Launch how) {
    return fromEnvironment(System.getenv(), how);
  }

  static Sandbox fromEnvironment(Map<String, String> environment, Launch how) {
    if (environment.getOrDefault("ORGD_CONTROL", "").isEmpty()) return launch(how);
    if (environment.getOrDefault("ORGD_URL", "").isEmpty())
      throw new SandboxException(
          "ORGD_CONTROL names a running sandbox, and ORGD_URL must name its API; "
              + "orgd sandbox --env prints both");
    return of(environment, Optional.empty());
  }

  private static Sandbox of(Map<String, String> lines, Optional<LaunchedProcess> process) {
    var control =
        new ControlPlane(lines.get("ORGD_CONTROL"), lines.getOrDefault("ORGD_CONTROL_TOKEN", ""));
    var key =
        new ApiKey(
            lines.getOrDefault("ATLAS_PUBLIC_KEY", ""),
            lines.getOrDefault("ATLAS_PRIVATE_KEY", ""));
    return new Sandbox(lines.get("ORGD_URL"), key, control, process);
  }

  /** The address of the API, outside of any world. */
  public String url() {
    return url;
  }

  /** The address of the control plane, with its path. */
  public String control() {
    return control.base();
  }

  /** Makes a world, whose name begins as given. It goes when it is closed. */
  public World world(String nameBeginsWith, Beginning beginning) {
    return World.make(this, control, nameBeginsWith, beginning);
  }

  ApiKey key() {
    return key;
  }

  @Override
  public void close() {
    process.ifPresent(LaunchedProcess::end);
  }
}
