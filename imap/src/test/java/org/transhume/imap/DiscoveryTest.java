package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiscoveryTest {
  private static final Set<StatusItem> ITEMS = EnumSet.allOf(StatusItem.class);

  private static CompletableFuture<List<ListedMailbox>> discover(FakeWire wire) {
    return CompletableFuture.supplyAsync(() -> wire.connection.discover(ITEMS));
  }

  @Test
  void takesOneRoundTripWhereTheServerCan() throws Exception {
    try (var wire =
        FakeWire.announcing("LIST-EXTENDED LIST-STATUS SPECIAL-USE QRESYNC STATUS=SIZE")) {
      var found = discover(wire);
      assertThat(wire.awaitSent("\r\n"))
          .isEqualTo(
              "t1 LIST \"\" \"*\" RETURN (CHILDREN SUBSCRIBED SPECIAL-USE STATUS (MESSAGES UIDNEXT"
                  + " UIDVALIDITY UNSEEN HIGHESTMODSEQ SIZE))\r\n");
      wire.feed(
          "* LIST (\\Subscribed) \"/\" a\r\n",
          "* STATUS a (MESSAGES 1)\r\n",
          "* LIST (\\Noselect) \"/\" b\r\n",
          "t1 OK done\r\n");

      assertThat(found.get().getFirst().status().orElseThrow().messages()).hasValue(1);
      assertThat(found.get().getLast().status()).isEmpty();
    }
  }

  @Test
  void asksForStatusesAtOnceAndLivesWithRefusals() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var found = discover(wire);
      assertThat(wire.awaitSent("LSUB \"\" \"*\"\r\n"))
          .isEqualTo("t1 LIST \"\" \"*\"\r\nt2 LSUB \"\" \"*\"\r\n");
      wire.feed(
          "* LIST () \"/\" a\r\n",
          "* LIST (\\Noselect) \"/\" b\r\n",
          "* LIST () \"/\" c\r\n",
          "t1 OK done\r\n",
          "* LSUB () \"/\" c\r\n",
          "* LSUB () \"/\" gone\r\n",
          "t2 OK done\r\n");
      assertThat(wire.awaitSent(")\r\n"))
          .isEqualTo(
              "t3 STATUS \"a\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)\r\n"
                  + "t4 STATUS \"c\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)\r\n");
      wire.feed(
          "* STATUS a (MESSAGES 5 UIDNEXT 6 UIDVALIDITY 1 UNSEEN 0)\r\n",
          "t3 OK done\r\n",
          "t4 NO [NOPERM] Permission denied\r\n");

      List<ListedMailbox> mailboxes = found.get();
      assertThat(mailboxes).extracting(m -> m.name().text()).containsExactly("a", "b", "c", "gone");
      assertThat(mailboxes)
          .extracting(ListedMailbox::isSubscribed)
          .containsExactly(false, false, true, true);
      assertThat(mailboxes)
          .extracting(ListedMailbox::isSelectable)
          .containsExactly(true, false, true, false);
      assertThat(mailboxes)
          .extracting(m -> m.status().isPresent())
          .containsExactly(true, false, false, false);
    }
  }

  @Test
  void asksTheOldWayWhenTheNewOneIsNotUnderstood() throws Exception {
    try (var wire = FakeWire.announcing("LIST-EXTENDED")) {
      var found = discover(wire);
      wire.awaitSent("\r\n");
      wire.feed("t1 BAD what?\r\n");
      wire.awaitSent("LSUB \"\" \"*\"\r\n");
      wire.feed("* LIST () NIL a\r\n", "t2 OK done\r\n", "t3 OK done\r\n");
      wire.awaitSent(")\r\n");
      wire.feed("* STATUS a (MESSAGES 5)\r\n", "t4 OK done\r\n");

      assertThat(found.get().getFirst().status().orElseThrow().messages()).hasValue(5);
    }
  }

  @Test
  void neverTakesARefusedListForAnEmptyAccount() throws Exception {
    for (String capabilities : List.of("", "LIST-EXTENDED LIST-STATUS")) {
      try (var wire = FakeWire.announcing(capabilities)) {
        var found = discover(wire);
        wire.awaitSent("\r\n");
        wire.feed("t1 NO LIST failed\r\n");
        if (capabilities.isEmpty()) {
          wire.feed("t2 OK done\r\n");
        }

        assertThat(found)
            .failsWithin(java.time.Duration.ofSeconds(10))
            .withThrowableOfType(java.util.concurrent.ExecutionException.class)
            .withCauseInstanceOf(RefusedException.class);
      }
    }
  }

  @Test
  void asksForNoStatusIfNoneIsWanted() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var found = CompletableFuture.supplyAsync(() -> wire.connection.discover(Set.of()));
      wire.awaitSent("LSUB \"\" \"*\"\r\n");
      wire.feed("* LIST () \"/\" a\r\n", "t1 OK done\r\n", "t2 OK done\r\n");

      assertThat(found.get()).hasSize(1);
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void failsWhenTheConnectionDies() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var found = discover(wire);
      wire.awaitSent("LSUB \"\" \"*\"\r\n");
      wire.feed("* LIST () \"/\" a\r\n", "t1 OK done\r\n", "t2 OK done\r\n");
      wire.awaitSent(")\r\n");
      wire.end();

      assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
          .isThrownBy(found::get)
          .withCauseInstanceOf(ImapException.class);
    }
  }

  @Test
  void asksByXlistWhatMailboxesAreForWhereNothingElseTells() throws Exception {
    try (var wire = FakeWire.announcing("XLIST")) {
      var found = CompletableFuture.supplyAsync(() -> wire.connection.discover(Set.of()));
      assertThat(wire.awaitSent("XLIST \"\" \"*\"\r\n"))
          .isEqualTo("t1 LIST \"\" \"*\"\r\nt2 LSUB \"\" \"*\"\r\nt3 XLIST \"\" \"*\"\r\n");
      wire.feed(
          "* LIST () \"/\" INBOX\r\n",
          "* LIST () \"/\" Papierkorb\r\n",
          "* LIST () \"/\" Werbung\r\n",
          "* LIST () \"/\" Alle\r\n",
          "t1 OK done\r\n",
          "* LSUB () \"/\" Werbung\r\n",
          "t2 OK done\r\n",
          "* XLIST (\\HasNoChildren \\Inbox) \"/\" Posteingang\r\n",
          "* XLIST (\\Trash) \"/\" Papierkorb\r\n",
          "* XLIST (\\Spam \\Noselect) \"/\" Werbung\r\n",
          "* XLIST (\\AllMail) \"/\" Alle\r\n",
          "t3 OK done\r\n");

      assertThat(found.get())
          .extracting(m -> m.name().text() + m.specialUses() + m.isSubscribed() + m.isSelectable())
          .containsExactly(
              "INBOX[]falsetrue",
              "Papierkorb[TRASH]falsetrue",
              "Werbung[JUNK]truetrue",
              "Alle[ALL]falsetrue");
    }
  }

  @Test
  void asksByXlistBesideAnExtendedListAndLivesWithARefusal() throws Exception {
    try (var wire = FakeWire.announcing("XLIST LIST-EXTENDED")) {
      var found = CompletableFuture.supplyAsync(() -> wire.connection.discover(Set.of()));
      assertThat(wire.awaitSent("XLIST \"\" \"*\"\r\n"))
          .startsWith("t1 LIST ")
          .contains("t2 XLIST");
      wire.feed("* LIST () \"/\" a\r\n", "t1 OK done\r\n", "t2 BAD what?\r\n");

      assertThat(found.get()).extracting(m -> m.name().text()).containsExactly("a");
    }
    try (var wire = FakeWire.announcing("XLIST LIST-EXTENDED SPECIAL-USE")) {
      var found = CompletableFuture.supplyAsync(() -> wire.connection.discover(Set.of()));
      assertThat(wire.awaitSent("\r\n")).doesNotContain("XLIST");
      wire.feed("t1 OK done\r\n");
      assertThat(found.get()).isEmpty();
    }
  }
}
