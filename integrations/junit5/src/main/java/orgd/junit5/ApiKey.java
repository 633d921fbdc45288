package orgd.junit5;

/** An API key, which callers show by Digest. */
public record ApiKey(String publicKey, String privateKey) {
  /** Without the private half, for logs. */
  @Override
  public String toString() {
    return publicKey;
  }
}
