package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.engine.report.PassReport;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.proxy.FaultProxy;

/** Whole mailboxes from one real server to another. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class DovecotCopyTest {
  private static final String ALL = "";
  private static final String NO_MULTIAPPEND =
      "IMAP4rev1 LITERAL+ UIDPLUS CONDSTORE NAMESPACE LIST-EXTENDED SPECIAL-USE";
  private static final String NEXT_TO_NOTHING = "IMAP4rev1";

  @Test
  @Tag("B1")
  void copiesAMailboxWhole() {
    copiesWhole(ALL, ALL);
  }

  @Test
  void copiesAMailboxWholeWithoutMultiAppend() {
    copiesWhole(ALL, NO_MULTIAPPEND);
  }

  @Test
  void copiesAMailboxWholeWithoutAnyExtension() {
    copiesWhole(NEXT_TO_NOTHING, NEXT_TO_NOTHING);
  }

  private static void copiesWhole(String sourceCan, String destinationCan) {
    Corpus corpus = new AwkwardCorpus(7).tree(1, AwkwardCorpus.takenByDovecot('/'));
    try (var source = server(sourceCan, '/', "");
        var destination = server(destinationCan, '/', "")) {
      seed(corpus, source);
      var transfer = new Transfer(account(source), account(destination));

      PassReport first = transfer.copy();
      PassReport second = transfer.copy();

      assertThat(first.failure()).isEmpty();
      assertThat(first.total().copied()).isEqualTo(corpus.messageCount());
      assertThat(judge(corpus, source, destination, transfer.naming()).differences()).isEmpty();
      assertThat(second.total().copied()).isZero();
      assertThat(second.total().alreadyThere()).isEqualTo(corpus.messageCount());
      assertThat(transfer.retries()).isEmpty();
    }
  }

  @Test
  void copiesIntoAnAccountWithAnotherSeparatorBelowAPrefix() {
    Corpus corpus = new AwkwardCorpus(7).tree(1, AwkwardCorpus.takenByDovecot('/'));
    try (var source = server(ALL, '/', "");
        var destination = server(ALL, '.', "INBOX.")) {
      seed(corpus, source);
      var transfer = new Transfer(account(source), account(destination)).withTheUsualMap();

      PassReport first = transfer.copy();
      PassReport second = transfer.copy();

      assertThat(first.failure()).isEmpty();
      assertThat(first.total().copied()).isEqualTo(corpus.messageCount());
      assertThat(judge(corpus, source, destination, transfer.naming()).differences()).isEmpty();
      assertThat(second.total().copied()).isZero();
    }
  }

  @Test
  @Tag("X4")
  void sendsLessOverConnectionsThatAreCompressed() {
    Corpus corpus = RealisticCorpus.tree(4, Profile.SMALL, 300);
    try (var source = server(ALL, '/', "");
        var plain = server(ALL, '/', "");
        var compressed = server(ALL, '/', "")) {
      seed(corpus, source);

      Moved all = moved(corpus, source, plain, false);
      Moved less = moved(corpus, source, compressed, true);

      assertThat(less.fromSource()).isLessThan(all.fromSource() / 2);
      assertThat(less.toDestination()).isLessThan(all.toDestination() / 2);
    }
  }

  /** Octets that passed by on each side. */
  private record Moved(long fromSource, long toDestination) {}

  private static Moved moved(
      Corpus corpus, DovecotServer source, DovecotServer destination, boolean compressed) {
    try (var here = FaultProxy.before(source.port());
        var there = FaultProxy.before(destination.port())) {
      var transfer =
          new Transfer(
              Servers.account(here).withCompression(compressed),
              Servers.account(there).withCompression(compressed));

      PassReport report = transfer.copy();

      assertThat(report.failure()).isEmpty();
      assertThat(report.total().copied()).isEqualTo(corpus.messageCount());
      assertThat(judge(corpus, source, destination, transfer.naming()).differences()).isEmpty();
      return new Moved(here.counts().bytesToClient(), there.counts().bytesToServer());
    }
  }

  private static void seed(Corpus corpus, DovecotServer server) {
    try (var owner = server.logIn(Servers.USER)) {
      corpus.seed(owner, '/', "");
    }
  }

  private static DovecotServer server(String capabilities, char separator, String prefix) {
    var options =
        DovecotOptions.builder()
            .storage(Storage.MDBOX)
            .separator(separator)
            .prefix(prefix)
            .user(Servers.USER, Servers.PASSWORD);
    return DovecotServer.start(
        capabilities.isEmpty() ? options.build() : options.capability(capabilities).build());
  }

  private static ImapAccountSettings account(DovecotServer server) {
    return Servers.account(server, Servers.USER);
  }

  /** Marks of deletion stay behind on purpose. */
  private static Verdict judge(
      Corpus corpus,
      DovecotServer source,
      DovecotServer destination,
      UnaryOperator<String> naming) {
    try (var here = source.logIn(Servers.USER);
        var there = destination.logIn(Servers.USER)) {
      return new Judge()
          .messageNames(corpus.kinds())
          .naming(naming)
          .leavingOutFlags(List.of("\\Deleted"))
          .compare(new ImapSide(here), new ImapSide(there));
    }
  }
}
