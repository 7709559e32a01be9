package org.transhume.imap.testkit.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.transhume.imap.testkit.MailContent;

/** Content put together from pieces, the long ones made only while they are written. */
final class Segments implements MailContent {
  /** Octets of an attachment that make a line of 76 characters in base64. */
  private static final int LINE_BYTES = 57;

  private static final int BLOCK_LINES = 256;

  private final List<Segment> segments;

  private sealed interface Segment {
    long bytes();

    @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
    record Octets(byte[] octets) implements Segment {
      @Override
      public long bytes() {
        return octets.length;
      }
    }

    /** Lines of base64 over octets that look like compressed data. */
    record Noise(long seed, long lines) implements Segment {
      @Override
      public long bytes() {
        return lines * (LINE_BYTES / 3 * 4 + 2);
      }
    }

    @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
    record Repeated(byte[] octets, long times) implements Segment {
      @Override
      public long bytes() {
        return octets.length * times;
      }
    }
  }

  private Segments(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  static Builder builder() {
    return new Builder();
  }

  @Override
  public long sizeBytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Octets(byte[] octets) -> out.write(octets);
        case Segment.Repeated(byte[] octets, long times) -> {
          for (long i = 0; i < times; i++) {
            out.write(octets);
          }
        }
        case Segment.Noise(long seed, long lines) -> writeNoise(seed, lines, out);
      }
    }
  }

  private static void writeNoise(long seed, long lines, OutputStream out) throws IOException {
    Dice dice = Dice.of(seed);
    var encoder = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    for (long done = 0; done < lines; done += BLOCK_LINES) {
      int count = (int) Math.min(BLOCK_LINES, lines - done);
      out.write(encoder.encode(dice.bytes(count * LINE_BYTES)));
      out.write('\r');
      out.write('\n');
    }
  }

  /** Collects pieces. */
  static final class Builder {
    private final List<Segment> segments = new ArrayList<>();

    /** Text whose characters each stand for one octet. */
    Builder text(String octets) {
      segments.add(new Segment.Octets(octets.getBytes(StandardCharsets.ISO_8859_1)));
      return this;
    }

    Builder noise(long seed, long lines) {
      segments.add(new Segment.Noise(seed, lines));
      return this;
    }

    Builder repeated(String octets, long times) {
      segments.add(new Segment.Repeated(octets.getBytes(StandardCharsets.ISO_8859_1), times));
      return this;
    }

    MailContent build() {
      return new Segments(segments);
    }
  }
}
