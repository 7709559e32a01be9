package org.transhume.engine.content;

import java.nio.ByteBuffer;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.mail.Handle;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** Reads messages for their digests alone; no octet is kept. */
public final class OctetReader {
  private OctetReader() {}

  /** Takes what was read of one message, in the thread that reads the wire; must be quick. */
  @FunctionalInterface
  public interface Receiver {
    /** The message's octets were all read. */
    void content(Uid uid, Content content);
  }

  /** Reads {@code uids} of {@code folder}; the handle ends with those that were not delivered. */
  public static Handle<UidSet> read(OpenFolder folder, UidSet uids, Receiver receiver) {
    var reader = new ContentReader();
    return folder.bodies(
        uids,
        (uid, _) -> {
          reader.reset();
          return new BodySink() {
            @Override
            public void write(ByteBuffer bytes) {
              reader.read(bytes);
              bytes.position(bytes.limit());
            }

            @Override
            public void end() {
              receiver.content(uid, reader.finish());
            }

            @Override
            public void abort(Throwable cause) {}
          };
        });
  }
}
