package org.transhume.engine.content;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Function;
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
    return folder.bodies(uids, (uid, _) -> reading(uid, reader, receiver));
  }

  /** Takes what was read of one message of the source; as {@link Receiver}. */
  @FunctionalInterface
  public interface SentReceiver {
    /**
     * The message's octets were all read.
     *
     * @param content what was sent, see {@link Content#knownAs}
     * @param sentIdentity by which its copy is known
     */
    void content(Uid uid, Content content, long sentIdentity);
  }

  /**
   * Reads {@code uids} of the source as they were sent, each with the {@code repairs} that were
   * made in it; the handle ends with those that were not delivered.
   */
  public static Handle<UidSet> readAsSent(
      OpenFolder source, UidSet uids, Function<Uid, Set<Repair>> repairs, SentReceiver receiver) {
    var reader = new ContentReader();
    return source.bodies(
        uids,
        (uid, _) -> {
          Set<Repair> made = repairs.apply(uid);
          return made.isEmpty()
              ? reading(
                  uid,
                  reader,
                  (read, content) -> receiver.content(read, content, content.identity()))
              : mending(uid, made, receiver);
        });
  }

  private static BodySink reading(Uid uid, ContentReader reader, Receiver receiver) {
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
  }

  private static BodySink mending(Uid uid, Set<Repair> repairs, SentReceiver receiver) {
    var atSource = new ContentReader();
    var asSent = new ContentReader();
    var mender = new Mender(repairs, asSent::read);
    return new BodySink() {
      @Override
      public void write(ByteBuffer bytes) {
        atSource.read(bytes);
        mender.take(bytes);
      }

      @Override
      public void end() {
        mender.finish();
        Content sent = asSent.finish();
        receiver.content(uid, sent.knownAs(atSource.finish()), sent.identity());
      }

      @Override
      public void abort(Throwable cause) {}
    };
  }
}
