package org.transhume.connector.imap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.transhume.engine.endpoint.HeaderFields;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.imap.BodySink;
import org.transhume.imap.FetchHandler;
import org.transhume.imap.FetchedItems;
import org.transhume.imap.UidTally;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/**
 * Makes the engine's listing of what UID FETCH brings: each wanted message once, with what was
 * asked for and nothing else. Filled by the thread that reads the connection; {@link #told} is for
 * whoever has awaited the command.
 */
final class MetaReader implements FetchHandler {
  private static final Flags RECENT = Flags.of(Flag.RECENT);

  private final UidSet wanted;
  private final Set<Item> items;
  private final Consumer<Meta> receiver;
  private final UidTally told = new UidTally();

  /** Header fields whose message is not told yet; one, unless a server mixes its answers. */
  private final Map<Long, HeaderFields> identities = new HashMap<>();

  MetaReader(UidSet wanted, Set<Item> items, Consumer<Meta> receiver) {
    this.wanted = wanted;
    this.items = items.isEmpty() ? Set.of() : EnumSet.copyOf(items);
    this.receiver = receiver;
  }

  /** The messages handed on. */
  UidSet told() {
    return told.toSet();
  }

  @Override
  public void message(FetchedItems fetched) {
    long uid = fetched.uid().value();
    HeaderFields identity = identities.remove(uid);
    if (!wanted.contains(uid) || !told.add(uid)) {
      return; // News of a message that changes meanwhile is for the next pass.
    }
    boolean flags = items.contains(Item.FLAGS);
    receiver.accept(
        new Meta(
            fetched.uid(),
            flags ? fetched.flags().map(all -> all.minus(RECENT)) : Optional.empty(),
            items.contains(Item.INTERNAL_DATE) ? fetched.internalDate() : Optional.empty(),
            items.contains(Item.SIZE) ? fetched.sizeBytes() : OptionalLong.empty(),
            Optional.ofNullable(identity),
            flags ? fetched.modSeq().orElse(ModSeq.NONE) : ModSeq.NONE));
  }

  @Override
  public BodySink begin(FetchedItems soFar, long exactBytes) {
    return new FieldsSink(soFar.uid().value(), exactBytes);
  }

  /** Keeps the beginning of the header fields; a header can be as long as the sender likes. */
  private final class FieldsSink implements BodySink {
    private final long uid;
    private final ByteArrayOutputStream fields;

    FieldsSink(long uid, long exactBytes) {
      this.uid = uid;
      this.fields = new ByteArrayOutputStream((int) Math.min(exactBytes, HeaderFields.MAX_BYTES));
    }

    @Override
    public void write(ByteBuffer octets) {
      var kept = new byte[Math.min(octets.remaining(), HeaderFields.MAX_BYTES - fields.size())];
      octets.get(kept);
      octets.position(octets.limit());
      fields.writeBytes(kept);
    }

    @Override
    public void end() {
      identities.put(uid, HeaderFields.copyOf(ByteBuffer.wrap(fields.toByteArray())));
    }

    @Override
    public void abort(Throwable cause) {}
  }
}
