package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.NameEncoding;
import org.transhume.mail.MailboxName;

class NameTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          Work                       | Work
          &AMk-l&AOk-ments envoy&AOk-s | Éléments envoyés
          R&-D                       | R&D
          &2D3eAA-                   | 😀
          say "hi"                   | say "hi"
          back\\slash                | back\\slash
          INBOX                      | INBOX
          inbox                      | INBOX
          """)
  void takesANameBothWays(String wireName, String text) {
    NameTable names = NameTable.of(List.of(listed(wireName)), NameEncoding.MODIFIED_UTF7);
    var name = new MailboxName(text, '/');

    assertThat(names.nameOf(listed(wireName))).isEqualTo(name);
    assertThat(names.wireName(name)).isEqualTo(wire(wireName));
  }

  @Test
  void givesANameInBrokenEncodingBackAsItCame() {
    for (String broken : List.of("R&bad", "x&AGE-", "&2D0-", "caf\u00e9")) {
      NameTable names = NameTable.of(List.of(listed(broken)), NameEncoding.MODIFIED_UTF7);

      assertThat(names.wireName(names.nameOf(listed(broken)))).isEqualTo(wire(broken));
    }
  }

  @Test
  void tellsMailboxesApartThatLookTheSame() {
    String[] wireNames = {"R&bad", "R&-bad", "a/R&bad", "a/R&-bad", "Inbox/Sub", "INBOX/Sub"};

    List<String> forth = namesOf(wireNames);
    List<String> back = namesOf(List.of(wireNames).reversed().toArray(String[]::new));

    assertThat(forth)
        .containsExactly(
            "R&bad [R&bad]", "R&bad", "a/R&bad [R&bad]", "a/R&bad", "INBOX/Sub [Sub]", "INBOX/Sub")
        .isEqualTo(back.reversed());
  }

  @Test
  void writesANameThatWasNotListedItself() {
    NameTable names = NameTable.empty(NameEncoding.MODIFIED_UTF7);

    assertThat(names.wireName(new MailboxName("R&D/été", '/'))).isEqualTo(wire("R&-D/&AOk-t&AOk-"));
  }

  private static List<String> namesOf(String... wireNames) {
    List<ListedMailbox> listed = Arrays.stream(wireNames).map(NameTableTest::listed).toList();
    NameTable names = NameTable.of(listed, NameEncoding.MODIFIED_UTF7);
    listed.forEach(
        mailbox -> assertThat(names.wireName(names.nameOf(mailbox))).isEqualTo(mailbox.wireName()));
    return listed.stream().map(mailbox -> names.nameOf(mailbox).text()).toList();
  }

  private static EncodedMailboxName wire(String octets) {
    return EncodedMailboxName.ofOctets(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  static ListedMailbox listed(String wireName, String... attributes) {
    var encoded = wire(wireName);
    return new ListedMailbox(
        encoded,
        encoded.decode('/', NameEncoding.MODIFIED_UTF7),
        Set.of(attributes),
        Optional.empty());
  }
}
