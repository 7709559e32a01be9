package org.transhume.bench.micro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentReader;

/** Digest, identity and oddities of one message, beside SHA-256 alone, which is the least. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContentBenchmark {
  private static final String HEADER =
      """
      Received: from mx1.example.net (mx1.example.net [192.0.2.7])\r
      \tby in.example.com (Postfix) with ESMTPS id 4ab1c0ffee\r
      \tfor <user@example.com>; Tue, 4 Aug 2020 10:11:12 +0200\r
      Message-ID: <1234567890abcdef.3.77@example.com>\r
      Date: Tue, 4 Aug 2020 10:11:10 +0200\r
      From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <j.mueller@example.com>\r
      To: "Grace Hopper" <grace@example.org>\r
      Subject: =?utf-8?b?QW5nZWJvdCBmw7xyIFNpZQ==?=\r
      MIME-Version: 1.0\r
      \r
      """;

  /** About the mean of small mail, and about that of realistic mail. */
  @Param({"6000", "69000"})
  private int messageBytes;

  private final ContentReader reader = new ContentReader();
  private ByteBuffer message = ByteBuffer.allocate(0);
  private MessageDigest sha256;

  @Setup
  public void setUp() throws NoSuchAlgorithmException {
    sha256 = MessageDigest.getInstance("SHA-256");
    var text = new StringBuilder(HEADER);
    while (text.length() < messageBytes) {
      text.append(
          "A line of text as people write it, quoted and printable, no longer than this.\r\n");
    }
    message = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  @Benchmark
  public Content content() {
    reader.read(message);
    return reader.finish();
  }

  @Benchmark
  public byte[] sha256Alone() {
    return sha256.digest(message.array());
  }
}
