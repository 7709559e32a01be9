package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.transhume.imap.wire.Delivery;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * A server that has lost its mind: whatever it says, every handle and every sink comes to an end.
 */
@Timeout(60)
class NoiseTest {
  private static final String CONVERSATION =
      "* FLAGS (\\Seen $x)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n"
          + "* OK [PERMANENTFLAGS (\\Seen \\*)] ok\r\nt1 OK [READ-ONLY] done\r\n"
          + "* 1 FETCH (UID 1 FLAGS (\\Seen) INTERNALDATE \" 1-Jan-2000 00:00:00 +0000\""
          + " RFC822.SIZE 5 MODSEQ (9) BODY[] {11}\r\nab\r\ncdefghi)\r\n"
          + "* 2 FETCH (BODY[] {3}\r\nxyz UID 2 FLAGS ())\r\n* 1 EXPUNGE\r\n"
          + "* 3 FETCH (UID 3 BODY[] \"quoted\")\r\nt2 OK done\r\n"
          + "* LIST (\\Noselect) \"/\" {5}\r\nA\"B\\c\r\n* LIST () NIL \"x&AOk-\"\r\n"
          + "* STATUS x (MESSAGES 1 UIDNEXT 2)\r\nt3 OK done\r\n"
          + "* ESEARCH (TAG \"t4\") UID ALL 1:3,7\r\n* SEARCH 1 2\r\nt4 NO [LIMIT] no\r\n"
          + "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\nt5 OK done\r\n";

  private static String damaged(Random random) {
    var text = new StringBuilder(CONVERSATION);
    String alphabet = "()[]{}\"\\ ~+*0123456789atOKNU\r\n\0\u00ff";
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(text.length());
      char c = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, c);
        case 1 -> text.insert(at, c);
        case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
        default -> text.insert(at, CONVERSATION, at / 2, at / 2 + random.nextInt(30));
      }
    }
    return text.toString();
  }

  @RepeatedTest(1000)
  void everythingComesToAnEnd(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var delivery = Delivery.values()[random.nextInt(3)];
    var limits = new Limits(4000, 10, 1 << 20, 1000, 1 << 30, 2);
    try (var wire =
        FakeWire.announcing(delivery, FakeWire.settings().withLimits(limits), "ESEARCH")) {
      var bodies = new Bodies();
      var connection = wire.connection;
      var handles = new ArrayList<Handle<?>>();
      handles.add(connection.examine(EncodedMailboxName.inbox(), SelectOptions.usual()));
      handles.add(
          connection.uidFetch(
              UidSet.range(1, 9),
              FetchItems.of(FetchItem.values()).withBody(BodySection.whole()),
              bodies));
      handles.add(connection.list(ListQuery.extended(Set.of(StatusItem.MESSAGES))));
      handles.add(connection.uidSearch(SearchQuery.all()));
      handles.add(connection.namespace());
      wire.feed(damaged(random)).end();

      for (Handle<?> handle : handles) {
        try {
          assertThat(handle.await()).isNotNull();
        } catch (ImapException e) {
          assertThat(e.attempted()).isNotEmpty();
        }
      }
      connection.close();
      assertThat(count(bodies.calls, "begin"))
          .isEqualTo(count(bodies.calls, "end") + count(bodies.calls, "abort"));
    }
  }

  private static long count(List<String> calls, String kind) {
    return calls.stream().filter(call -> call.startsWith(kind + " ")).count();
  }
}
