package org.transhume.imap;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.wire.WireInput;
import org.transhume.imap.wire.WireLimitException;
import org.transhume.imap.wire.WireParser;
import org.transhume.imap.wire.WireSyntaxException;
import org.transhume.mail.Ticker;
import org.transhume.mail.UidSet;

/** Any line, read as each kind of response: it is understood or refused, and nothing else. */
public final class ResponsesFuzz {
  private static final Limits LIMITS = new Limits(4000, 10, 1 << 16, 1000, 1 << 20, 64);
  private static final FetchItems ITEMS =
      FetchItems.of(FetchItem.values()).withBody(BodySection.whole());

  private ResponsesFuzz() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    var quirks = new Quirks(ImapListener.none());
    for (NameEncoding encoding : NameEncoding.values()) {
      named(data, quirks, encoding);
    }
    status(data, quirks);
    fetch(data, quirks);
  }

  private static WireInput input(byte[] data) {
    return new WireInput(
        new ByteArrayInputStream(data),
        LIMITS.lineBytes(),
        LIMITS.literalBytes(),
        LIMITS.unaskedBytes(),
        Ticker.system());
  }

  private static void named(byte[] data, Quirks quirks, NameEncoding encoding) throws IOException {
    var line = new WireParser(LIMITS.nesting());
    var reader = new UntaggedReader(line, quirks, new FlagsReader());
    WireInput in = input(data);
    try {
      while (in.readLine()) {
        while (in.literalBytes() >= 0) {
          in.takeLiteral();
        }
        line.on(in);
        try {
          reader.read(encoding).ifPresent(Object::toString);
        } catch (WireSyntaxException | IllegalArgumentException _) {
          // The line is passed over.
        }
      }
    } catch (EOFException | WireLimitException _) {
      // The connection is over.
    }
  }

  private static void status(byte[] data, Quirks quirks) throws IOException {
    var line = new WireParser(LIMITS.nesting());
    WireInput in = input(data);
    try {
      while (in.readLine()) {
        TaggedResponse read = StatusLine.parse(ResponseStatus.OK, line.on(in), quirks);
        read.code().ifPresent(ResponsesFuzz::codes);
      }
    } catch (EOFException | WireLimitException _) {
      // The connection is over.
    }
  }

  private static void codes(ResponseCode code) {
    Codes.number(code);
    Codes.flags(code);
    Codes.objectId(code);
    Codes.uidSet(code.arguments());
    Codes.ranges(code.arguments()).ifPresent(ranges -> Codes.uids(ranges, 1000));
    MessageLimit.left(
        UidSet.range(1, 1000),
        UidSet.of(7),
        new TaggedResponse(ResponseStatus.OK, Optional.of(code), ""));
  }

  private static void fetch(byte[] data, Quirks quirks) throws IOException {
    var bodies = new Bodies();
    var command = new FetchCommand(UidSet.range(1, 99), ITEMS, Optional.empty(), bodies);
    WireInput in = input(data);
    var line = new WireParser(LIMITS.nesting());
    var reader =
        new FetchReader(in, line, LIMITS, quirks, new OneCommand(command), new FlagsReader());
    try {
      while (in.readLine()) {
        reader.read(Math.floorMod(line.on(in).peek(), 5));
      }
    } catch (EOFException | WireLimitException _) {
      // The connection is over.
    } finally {
      reader.strays().forget();
    }
    long begun = bodies.calls.stream().filter(call -> call.startsWith("begin ")).count();
    long ended = bodies.calls.stream().filter(call -> call.matches("(?s)(end|abort) .*")).count();
    if (begun != ended) {
      throw new AssertionError(begun + " bodies were begun and " + ended + " ended");
    }
  }

  /** Everything belongs to one command. */
  private record OneCommand(FetchCommand command) implements FetchRoutes {
    @Override
    public @Nullable FetchCommand forBody(long uid, BodyPart part) {
      return command.wantsBody(uid, part) ? command : null;
    }

    @Override
    public @Nullable FetchCommand forItems(long uid) {
      return command.wants(uid) ? command : null;
    }

    @Override
    public boolean anyAsksFor(BodyPart part) {
      return command.asksFor(part);
    }

    @Override
    public boolean awaitsBody(long uid) {
      return command.wantsAnyBody(uid);
    }

    @Override
    public void enterSink() {}

    @Override
    public void leaveSink() {}

    @Override
    public Throwable failureOr(Throwable e) {
      return e;
    }
  }
}
