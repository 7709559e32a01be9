package org.transhume.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.engine.endpoint.HeaderFields;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.CorpusMail;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.seed.Untagged;
import org.transhume.imap.testkit.wire.Value;

/** What a real server does to awkward mail changes neither its digest nor its identity. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
@Timeout(120)
class DovecotContentTest {
  @Test
  @Tag("I5")
  void agreesWithTheServerOnDigestAndIdentityOfEveryAwkwardMessage() {
    var sent = new ArrayList<CorpusMail>();
    new AwkwardCorpus(20261123).mails(3).forEach(sent::add);
    try (var server = DovecotServer.start(DovecotOptions.builder().user("john", "x").build());
        SeedImap client = server.logIn("john")) {
      client.appendAll("INBOX", sent.stream().map(CorpusMail::mail).toList());
      client.select("INBOX");
      List<FetchedMail<byte[]>> stored = client.fetchAll();
      List<byte[]> fields = identityFields(client);

      assertThat(stored).hasSameSizeAs(sent).hasSameSizeAs(fields);
      for (int i = 0; i < sent.size(); i++) {
        byte[] octets = sent.get(i).mail().content().octets();
        Content before = read(octets);
        Content after = read(stored.get(i).body().orElseThrow());
        String kind = sent.get(i).kind();

        assertThat(after.digest()).as(kind).isEqualTo(before.digest());
        assertThat(after.identity()).as(kind).isEqualTo(before.identity());
        assertThat(Identity.of(HeaderFields.copyOf(ByteBuffer.wrap(fields.get(i)))).hash())
            .as(kind)
            .isEqualTo(before.identity());
      }
    }
  }

  private static List<byte[]> identityFields(SeedImap client) {
    String names = String.join(" ", Identity.FIELDS);
    return client
        .command("UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (" + names + ")])")
        .untagged()
        .stream()
        .flatMap(
            each ->
                each instanceof Untagged.Numbered(_, String name, List<Value> values)
                        && name.equals("FETCH")
                    ? values.stream()
                    : java.util.stream.Stream.empty())
        .map(items -> literal(items.items().getLast()))
        .toList();
  }

  private static byte[] literal(Value value) {
    return value instanceof Value.Text(byte[] octets, _) ? octets : new byte[0];
  }

  private static Content read(byte[] octets) {
    var reader = new ContentReader();
    reader.read(ByteBuffer.wrap(octets));
    return reader.finish();
  }
}
