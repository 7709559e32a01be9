package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.transhume.engine.ledger.AccountId;

final class LedgerFileNameTest {
  @Test
  void isReadable() {
    assertThat(name("imap.example.org", "ada.lovelace+mail@example.org"))
        .matches("ada\\.lovelace\\+mail@example\\.org_at_imap\\.example\\.org-[0-9a-f]{12}");
  }

  @Test
  void staysTheSame() {
    assertThat(name("new.example.org", "ada@example.org"))
        .isEqualTo("ada@example.org_at_new.example.org-64259545d186");
  }

  @Test
  void escapesWhatAFileSystemOrAShellMayNotTake() {
    assertThat(name("[2001:db8::1]", "../a b/\"c\"\\é*?;\n"))
        .startsWith("%2E./a".replace("/", "%2F") + "%20b%2F%22c%22%5C%C3%A9%2A%3F%3B%0A_at_")
        .matches("[A-Za-z0-9._@+%~-]*");
  }

  @Test
  void neverLooksLikeAnOptionOrAHiddenFile() {
    for (String login : List.of("-rf", ".profile", "+x", "%", "~root")) {
      assertThat(name("x", login)).matches("[%A-Za-z0-9_@].*");
    }
  }

  @Test
  void isShortEnoughForEveryFileSystem() {
    String name = name("é".repeat(500) + ".example.org", "x".repeat(3000) + "@example.org");

    assertThat(name.length()).isLessThanOrEqualTo(130);
    assertThat(name).contains("x~_at_").contains("~-");
  }

  @Test
  void tellsAccountsApart() {
    var accounts =
        List.of(
            new AccountId("a", "b"),
            new AccountId("a", "B"),
            new AccountId("b", "a"),
            new AccountId("a", "b_at_a"),
            new AccountId("a_at_a", "b"),
            new AccountId("a", "x".repeat(300)),
            new AccountId("a", "x".repeat(301)),
            new AccountId("a", "\uD83D"),
            new AccountId("a", "\uDCEC"),
            new AccountId("a", "?"));
    var names = new HashSet<String>();

    accounts.forEach(account -> names.add(LedgerFileName.of(account).toLowerCase(Locale.ROOT)));

    assertThat(names).hasSameSizeAs(accounts);
  }

  @Test
  void takesTheEndpointInAnyCase() {
    assertThat(name("IMAP.Example.ORG", "ada")).isEqualTo(name("imap.example.org", "ada"));
  }

  private static String name(String endpoint, String login) {
    return LedgerFileName.of(new AccountId(endpoint, login));
  }
}
