package org.transhume.connector.imap;

import java.nio.ByteBuffer;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.imap.BodySink;
import org.transhume.imap.FetchHandler;
import org.transhume.imap.FetchedItems;
import org.transhume.mail.UidSet;

/** Hands bodies on as they arrive: no octet is copied. */
final class BodyReader implements FetchHandler {
  private final UidSet wanted;
  private final BodyReceiver receiver;

  BodyReader(UidSet wanted, BodyReceiver receiver) {
    this.wanted = wanted;
    this.receiver = receiver;
  }

  @Override
  public void message(FetchedItems items) {}

  @Override
  public BodySink begin(FetchedItems soFar, long exactBytes) {
    if (!wanted.contains(soFar.uid())) {
      return BodySink.discarding();
    }
    var sink = receiver.begin(soFar.uid(), exactBytes);
    return new BodySink() {
      @Override
      public void write(ByteBuffer octets) {
        sink.write(octets);
      }

      @Override
      public void end() {
        sink.end();
      }

      @Override
      public void abort(Throwable cause) {
        sink.abort(cause);
      }
    };
  }
}
