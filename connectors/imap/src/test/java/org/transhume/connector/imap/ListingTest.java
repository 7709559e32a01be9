package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.imap.testkit.memory.FaultPlan.always;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.once;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.ListedMailbox;
import org.transhume.imap.NameEncoding;
import org.transhume.imap.Namespaces;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Scope;
import org.transhume.mail.SpecialUse;

class ListingTest {
  @Test
  void knowsWhoseFoldersTheyAreByTheLongestPrefix() {
    // Cyrus: what is not below INBOX is shared, but for what is somebody's.
    var cyrus = Optional.of(namespaces("INBOX/", "user/", ""));

    FolderList folders =
        listing(cyrus, "INBOX", "INBOX/Work", "user", "user/bob/Work", "Common/Work").folders();

    assertThat(folders.folders())
        .extracting(ListedFolder::namespace)
        .containsExactly(
            ListedFolder.Namespace.PERSONAL,
            ListedFolder.Namespace.PERSONAL,
            ListedFolder.Namespace.OTHER_USERS,
            ListedFolder.Namespace.OTHER_USERS,
            ListedFolder.Namespace.SHARED);
    assertThat(folders.prefix()).isEqualTo("INBOX/");
  }

  @Test
  void guessesThePrefixThatAllNamesHaveWhereTheServerDoesNotSay() {
    assertThat(listing(Optional.empty(), "INBOX", "INBOX/Work", "INBOX/Sent").folders().prefix())
        .isEqualTo("INBOX/");
    assertThat(listing(Optional.empty(), "INBOX", "INBOX/Work", "Sent").folders().prefix())
        .isEmpty();
    assertThat(listing(Optional.empty(), "INBOX").folders().prefix()).isEmpty();
  }

  @Test
  void tellsUsesSubscriptionsAndMereParents() {
    var listed =
        List.of(
            NameTableTest.listed("Sent", "\\sent", "\\subscribed"),
            NameTableTest.listed("Parent", "\\noselect"),
            NameTableTest.listed("Old", "\\nonexistent", "\\subscribed"));

    List<ListedFolder> folders =
        Listing.of(listed, Optional.empty(), NameEncoding.MODIFIED_UTF7).folders().folders();

    assertThat(folders.get(0).uses()).containsExactly(SpecialUse.SENT);
    assertThat(folders).extracting(ListedFolder::subscribed).containsExactly(true, false, true);
    assertThat(folders).extracting(ListedFolder::selectable).containsExactly(true, false, false);
  }

  @Test
  void listsEverythingInOneCommandWhereTheServerCan() {
    try (var server = server(MemoryOptions.builder());
        var source = new ImapSource(Servers.account(server))) {
      server.account(Servers.USER).create("Work");

      assertThat(source.folders().folders())
          .hasSize(2)
          .allMatch(folder -> folder.status().isPresent());
      assertThat(server.count("LIST")).isEqualTo(1);
      assertThat(server.count("STATUS") + server.count("LSUB")).isZero();
    }
  }

  @Test
  void listsTheSameWhereItCannot() {
    try (var able = server(MemoryOptions.builder());
        var bare =
            server(
                MemoryOptions.builder().without(Extension.LIST_EXTENDED, Extension.LIST_STATUS));
        var one = new ImapSource(Servers.account(able));
        var other = new ImapSource(Servers.account(bare))) {
      for (var server : List.of(able, bare)) {
        server.account(Servers.USER).create("Work/Été").specialUse("\\Archive");
        server.account(Servers.USER).subscribe("Work/Été");
      }

      assertThat(other.folders().folders())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("status", "uses")
          .containsExactlyInAnyOrderElementsOf(one.folders().folders());
      assertThat(other.folders().folders())
          .filteredOn(ListedFolder::selectable)
          .allMatch(folder -> folder.status().isPresent());
    }
  }

  @Test
  void opensAFolderWhoseNameIsInBrokenEncoding() {
    try (var server = server(MemoryOptions.builder());
        var source = new ImapSource(Servers.account(server))) {
      server.account(Servers.USER).createRaw("R&bad");

      MailboxName name =
          source.folders().folders().stream()
              .map(ListedFolder::name)
              .filter(listed -> !listed.isInbox())
              .findFirst()
              .orElseThrow();

      source.open(name).close();
      assertThat(name.text()).isEqualTo("R&bad");
    }
  }

  @Test
  void neverTakesAFailedListForAnEmptyAccount() {
    for (String answer : List.of("NO LIST failed", "BAD what", "OK and nothing listed")) {
      try (var server = server(MemoryOptions.builder());
          var source = new ImapSource(Servers.account(server))) {
        server.faults(always(Moment.RECEIVED, named("LIST"), new Fault.Answer(answer)));

        assertThatThrownBy(source::folders)
            .isInstanceOfSatisfying(
                EndpointException.class,
                e -> {
                  assertThat(e.problem()).isEqualTo(Problem.SERVER_ERROR);
                  assertThat(e.scope()).isEqualTo(Scope.ACCOUNT);
                });
      }
    }
  }

  @Test
  void saysThatTheMailboxIsNotThereAlthoughThePasswordIsRight() {
    try (var server = server(MemoryOptions.builder());
        var source = new ImapSource(Servers.account(server))) {
      server.faults(
          always(
              Moment.RECEIVED,
              named("NAMESPACE").or(named("LIST")).or(named("LSUB")),
              new Fault.Answer("BAD User is authenticated but not connected.")));

      assertThatThrownBy(source::folders)
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.NOT_PERMITTED));
    }
  }

  @Test
  void doesWithoutANamespaceOrAnIdThatIsRefused() {
    try (var server = server(MemoryOptions.builder());
        var source = new ImapSource(Servers.account(server))) {
      server.faults(
          always(
              Moment.RECEIVED, named("NAMESPACE").or(named("ID")), new Fault.Answer("BAD what")));

      assertThat(source.folders().folders()).hasSize(1);
    }
  }

  @Test
  void listsOnANewConnectionWhatDiedMeanwhile() {
    try (var server = server(MemoryOptions.builder());
        var source = new ImapSource(Servers.account(server))) {
      source.folders();
      server.faults(once(Moment.RECEIVED, named("LIST"), new Fault.Drop(Fault.Cut.FIN)));

      assertThat(source.folders().folders()).hasSize(1);

      server.faults(FaultPlan.none());
      server.dropConnections();
      assertThat(source.folders().folders()).hasSize(1);
    }
  }

  private static MemoryImapServer server(MemoryOptions.Builder options) {
    var server = MemoryImapServer.start(options.build());
    server.addAccount(Servers.USER, Servers.PASSWORD);
    return server;
  }

  private static Listing listing(Optional<Namespaces> namespaces, String... names) {
    List<ListedMailbox> listed = Arrays.stream(names).map(NameTableTest::listed).toList();
    return Listing.of(listed, namespaces, NameEncoding.MODIFIED_UTF7);
  }

  private static Namespaces namespaces(String personal, String others, String shared) {
    return new Namespaces(
        List.of(new Namespaces.Namespace(personal, '/')),
        List.of(new Namespaces.Namespace(others, '/')),
        List.of(new Namespaces.Namespace(shared, '/')));
  }
}
