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
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;

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
