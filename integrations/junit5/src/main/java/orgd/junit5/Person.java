package orgd.junit5;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an invited person tells of themselves, where the server does not know them yet.
 *
 * @param country two upper-case letters
 */
public record Person(String firstName, String lastName, String country, String password) {
  JsonNode json() {
    return Json.object()
        .put("firstName", firstName)
        .put("lastName", lastName)
        .put("country", country)
        .put("password", password);
  }

  /** Without the password, for logs. */
  @Override
  public String toString() {
    return firstName + " " + lastName;
  }
}
