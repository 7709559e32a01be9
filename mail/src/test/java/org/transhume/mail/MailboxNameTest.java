package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxNameTest {
  @Test
  void knowsInboxInAnyCase() {
    assertThat(new MailboxName("Inbox", '/')).isEqualTo(MailboxName.inbox('/'));
    assertThat(new MailboxName("inbox/Sent", '/').text()).isEqualTo("INBOX/Sent");
    assertThat(new MailboxName("inboxes", '/').text()).isEqualTo("inboxes");
    assertThat(new MailboxName("inbox/Sent", '.').text()).isEqualTo("inbox/Sent");
    assertThat(new MailboxName("a/inbox", '/').text()).isEqualTo("a/inbox");
    assertThat(MailboxName.inbox('.').isInbox()).isTrue();
    assertThat(new MailboxName("INBOX.a", '.').isInbox()).isFalse();
  }

  @Test
  void takesOtherNamesAsTheyStand() {
    assertThat(new MailboxName("Trash", '/')).isNotEqualTo(new MailboxName("trash", '/'));
    assertThatIllegalArgumentException().isThrownBy(() -> new MailboxName("", '/'));
  }

  @Test
  void splitsIntoLevelsAndBack() {
    assertThat(new MailboxName("a/b/c", '/').levels()).containsExactly("a", "b", "c");
    assertThat(new MailboxName("a//b/", '/').levels()).containsExactly("a", "", "b", "");
    assertThat(new MailboxName("/a", '/').levels()).containsExactly("", "a");
    assertThat(new MailboxName("a/b", MailboxName.NO_SEPARATOR).levels()).containsExactly("a/b");
    assertThat(MailboxName.ofLevels(List.of("a", "b"), '.')).hasToString("a.b");
    assertThat(MailboxName.ofLevels(List.of("a"), MailboxName.NO_SEPARATOR)).hasToString("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailboxName.ofLevels(List.of("a", "b"), MailboxName.NO_SEPARATOR));
  }

  @Test
  void knowsWhatLiesBelow() {
    var parent = new MailboxName("a", '/');

    assertThat(parent.isAncestorOf(new MailboxName("a/b/c", '/'))).isTrue();
    assertThat(parent.isAncestorOf(new MailboxName("ab", '/'))).isFalse();
    assertThat(parent.isAncestorOf(parent)).isFalse();
    assertThat(
            new MailboxName("a", MailboxName.NO_SEPARATOR)
                .isAncestorOf(new MailboxName("a\0b", MailboxName.NO_SEPARATOR)))
        .isFalse();
  }

  @Test
  void sortsByText() {
    assertThat(new MailboxName("a", '/')).isLessThan(new MailboxName("b", '.'));
  }
}
