package orgd.junit5;

/** What a sandbox could not do, in its own words. */
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SandboxException(String message) {
    super(message);
  }

  SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
