package org.transhume.imap.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.MaildirSide;
import org.transhume.imap.testkit.judge.Verdict;

/** What a real server makes of the corpora; other tests stand on its keeping nearly everything. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class CorpusOnDovecotTest {
  @ParameterizedTest
  @EnumSource(
      value = Storage.class,
      names = {"SDBOX", "MDBOX"})
  void keepsAllAwkwardMailInAwkwardFolders(Storage storage) {
    Corpus corpus = new AwkwardCorpus(1).tree(1, AwkwardCorpus.takenByDovecot('/'));
    var options = DovecotOptions.builder().storage(storage).user("alice", "pw").build();
    try (var server = DovecotServer.start(options);
        var client = server.logIn("alice")) {
      corpus.seed(client, '/', "");

      Verdict verdict =
          new Judge()
              .messageNames(corpus.kinds())
              .compare(corpus.expected('/', ""), new ImapSide(client));

      assertThat(verdict.differences())
          .extracting(difference -> difference.message().replaceAll(".*\\[(.*)].*", "$1"))
          .hasSameElementsAs(AwkwardCorpus.alteredByDovecot());
      // Bare LF is served as CRLF and NUL as 0x80.
      assertThat(verdict.normalised())
          .isNotEmpty()
          .allMatch(line -> line.matches(".*\\[.*(nul|lf|mixed|binary|utf16).*].*"));
    }
  }

  @Test
  void refusesAMessageWithoutAnyOctet() {
    var options = DovecotOptions.builder().user("alice", "pw").build();
    try (var server = DovecotServer.start(options);
        var client = server.logIn("alice")) {
      assertThat(client.tryAppend("INBOX", AwkwardCorpus.zeroBytes().mail()).status())
          .isEqualTo("NO");
    }
  }

  @Test
  void readsAMaildirOfTenThousandRealisticMessages() {
    Corpus corpus = RealisticCorpus.tree(4, RealisticCorpus.Profile.TINY, 10_000);
    var options = DovecotOptions.builder().user("alice", "pw").build();
    try (var server = DovecotServer.start(options)) {
      corpus.write(server.maildir("alice"), '/', "");
      try (var client = server.logIn("alice")) {
        var judge = new Judge();

        assertThat(judge.compare(corpus.expected('/', ""), new ImapSide(client)).differences())
            .isEmpty();
        assertThat(
                judge
                    .compare(
                        corpus.expected('/', ""),
                        new MaildirSide(server.maildirFolder("alice"), '/'))
                    .differences())
            .isEmpty();
      }
    }
  }

  @Test
  void streamsAMessageOfHundredMegabytes() {
    SeedMail large = AwkwardCorpus.large(1, 100_000_000).mail();
    var options = DovecotOptions.builder().user("alice", "pw").build();
    try (var server = DovecotServer.start(options);
        var client = server.logIn("alice")) {
      client.append("INBOX", large);

      var corpus =
          new Corpus(
              List.of(
                  new CorpusFolder(
                      FolderName.ordinary("INBOX"),
                      false,
                      List.of(AwkwardCorpus.large(1, 100_000_000)))));
      assertThat(new Judge().compare(corpus.expected('/', ""), new ImapSide(client)).differences())
          .isEmpty();
    }
  }
}
