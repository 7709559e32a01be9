package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.transhume.imap.wire.Delivery;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * Any octets as what a server says to commands under way: every command comes to an end, by an
 * answer or by a failure that the client knows by name, and every body that was begun is ended.
 */
public final class ConnectionFuzz {
  private static final Limits LIMITS = new Limits(4000, 10, 1 << 16, 1000, 1 << 20, 2);

  private ConnectionFuzz() {}

  /** What Jazzer calls; the first octet says what the server announced. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String capabilities = (data[0] & 1) == 0 ? "" : "ESEARCH UIDPLUS LITERAL+ CONDSTORE ENABLE";
    Delivery delivery = (data[0] & 2) == 0 ? Delivery.WHOLE : Delivery.SPLIT_AT_RANDOM;
    var bodies = new Bodies();
    try (var wire =
        FakeWire.announcing(delivery, FakeWire.settings().withLimits(LIMITS), capabilities)) {
      var connection = wire.connection;
      var handles = new ArrayList<Handle<?>>();
      handles.add(connection.examine(EncodedMailboxName.inbox(), SelectOptions.usual()));
      handles.add(
          connection.uidFetch(
              UidSet.range(1, 9),
              FetchItems.of(FetchItem.values()).withBody(BodySection.whole()),
              bodies));
      handles.add(connection.list(ListQuery.extended(Set.of(StatusItem.MESSAGES))));
      handles.add(connection.status(EncodedMailboxName.inbox(), Set.of(StatusItem.UIDNEXT)));
      handles.add(connection.uidSearch(SearchQuery.all()));
      handles.add(connection.namespace());
      handles.add(connection.quotaRoot(EncodedMailboxName.inbox()));
      handles.add(connection.id(Map.of()));
      wire.feed(new String(data, 1, data.length - 1, ISO_8859_1)).end();
      // Sent behind an open SELECT it would wait for its answer, which has come now or never will.
      handles.add(connection.uidStore(UidSet.of(1, 2), StoreChange.adding(Flags.of(Flag.SEEN))));
      handles.forEach(ConnectionFuzz::comesToAnEnd);
      connection.close();
    }
    long begun = bodies.calls.stream().filter(call -> call.startsWith("begin ")).count();
    long ended = bodies.calls.stream().filter(call -> call.matches("(?s)(end|abort) .*")).count();
    if (begun != ended) {
      throw new AssertionError(begun + " bodies were begun and " + ended + " ended");
    }
  }

  private static void comesToAnEnd(Handle<?> handle) {
    try {
      handle.await();
    } catch (ImapException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof RuntimeException && !(cause instanceof ImapException)) {
          throw new AssertionError("a failure nobody foresaw", cause);
        }
      }
      if (e.reason() == Reason.TIMEOUT) {
        throw new AssertionError("something stood still", e);
      }
    }
  }
}
