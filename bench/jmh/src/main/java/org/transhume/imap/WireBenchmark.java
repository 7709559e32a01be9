package org.transhume.imap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.transhume.imap.wire.WireInput;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.Ticker;
import org.transhume.mail.UidSet;

/**
 * Answers to FETCH, cut into lines and literals and read, without a socket. In this package because
 * nobody else may know the wire.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBenchmark {
  private static final int MESSAGES = 1000;
  private static final int BODY_BYTES = 6000;
  private static final String ITEMS =
      "FLAGS (\\Seen \\Answered $Forwarded) INTERNALDATE \"14-Jul-2020 02:44:25 -0700\"";

  private final Quirks quirks = new Quirks(ImapListener.none());
  private final FlagsReader flags = new FlagsReader();
  private byte[] metadata = {};
  private byte[] bodies = {};

  @Setup
  public void setUp() {
    var lines = new StringBuilder();
    for (int i = 1; i <= MESSAGES; i++) {
      lines.append("* ").append(i).append(" FETCH (UID ").append(i + 1000).append(' ');
      lines.append(ITEMS).append(" RFC822.SIZE ").append(BODY_BYTES + i).append(")\r\n");
    }
    metadata = lines.toString().getBytes(StandardCharsets.US_ASCII);
    var octets = new ByteArrayOutputStream();
    for (int i = 1; i <= MESSAGES; i++) {
      String line = "* " + i + " FETCH (UID " + (i + 1000) + " BODY[] {" + BODY_BYTES + "}\r\n";
      octets.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
      octets.writeBytes(new byte[BODY_BYTES]);
      octets.writeBytes(")\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    bodies = octets.toByteArray();
  }

  /** Lines and literals cut, nothing understood: a body of 6,000 octets each. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long framing() throws IOException {
    WireInput in = input(bodies);
    long[] passed = new long[1];
    while (in.readLine()) {
      while (in.literalBytes() >= 0) {
        in.streamLiteral(slice -> passed[0] += slice.remaining());
      }
    }
    return passed[0];
  }

  /** Flags, date and size of a message. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long metadata() throws IOException {
    return read(metadata, FetchItems.of(FetchItem.FLAGS, FetchItem.INTERNAL_DATE, FetchItem.SIZE));
  }

  /** A body of 6,000 octets on its way to a sink that does nothing. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long bodies() throws IOException {
    return read(bodies, FetchItems.of().withBody(BodySection.whole()));
  }

  private long read(byte[] octets, FetchItems items) throws IOException {
    long[] messages = new long[1];
    FetchHandler counting =
        new FetchHandler() {
          @Override
          public void message(FetchedItems told) {
            messages[0]++;
          }

          @Override
          public BodySink begin(FetchedItems soFar, long exactBytes) {
            return BodySink.discarding();
          }
        };
    var command = new FetchCommand(UidSet.range(1, 1_000_000), items, Optional.empty(), counting);
    WireInput in = input(octets);
    var line = new WireParser(Limits.usual().nesting());
    var reader = new FetchReader(in, line, Limits.usual(), quirks, new OneCommand(command), flags);
    while (in.readLine()) {
      line.on(in);
      line.take('*');
      line.skipSpaces();
      long number = line.number();
      line.skipSpaces();
      line.keyword("FETCH");
      reader.read(number);
    }
    return messages[0];
  }

  private static WireInput input(byte[] octets) {
    return new WireInput(
        new ByteArrayInputStream(octets),
        1024 * 1024,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Ticker.system());
  }

  /** Everything belongs to one command. */
  private record OneCommand(FetchCommand command) implements FetchRoutes {
    @Override
    public @Nullable FetchCommand forBody(long uid, BodyPart part) {
      return command;
    }

    @Override
    public @Nullable FetchCommand forItems(long uid) {
      return command;
    }

    @Override
    public boolean anyAsksFor(BodyPart part) {
      return true;
    }

    @Override
    public boolean awaitsBody(long uid) {
      return false;
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
