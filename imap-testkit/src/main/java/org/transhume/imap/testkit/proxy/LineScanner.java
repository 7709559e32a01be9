package org.transhume.imap.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.transhume.imap.testkit.proxy.LineRule.Action;

/**
 * Cuts one direction's octets into lines and literals, has the rule decide on each line, and says
 * what goes on. One thread.
 */
final class LineScanner {
  /** A longer line is let pass in pieces, unseen by the rule. */
  private static final int MAX_LINE_BYTES = 1024 * 1024;

  private final Direction direction;
  private final Conversation conversation;
  private final Output output;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int passedOfLine;
  private long literalBytesLeft;

  /** Where octets go on to, and what carries out what was decided. */
  interface Output {
    void pass(byte[] octets, int offset, int length) throws InterruptedException;

    Optional<LineRule> rule();

    /** Carries out what is more than passing on; false if nothing more is to be read. */
    boolean act(Action action) throws InterruptedException;
  }

  LineScanner(Direction direction, Conversation conversation, Output output) {
    this.direction = direction;
    this.conversation = conversation;
    this.output = output;
  }

  /** Takes octets as they arrived; false if the connection has been cut by the rule. */
  boolean scan(byte[] octets, int length) throws InterruptedException {
    int at = 0;
    while (at < length) {
      if (conversation.isOpaque()) {
        output.pass(octets, at, length - at);
        return true;
      }
      if (direction == Direction.TO_SERVER && literalBytesLeft == 0) {
        literalBytesLeft = conversation.takeGranted();
      }
      if (literalBytesLeft > 0) {
        int part = (int) Math.min(literalBytesLeft, length - at);
        output.pass(octets, at, part);
        literalBytesLeft -= part;
        at += part;
        continue;
      }
      int end = lineEnd(octets, at, length);
      line.write(octets, at, end - at);
      at = end;
      if (octets[end - 1] == '\n') {
        if (!endLine()) {
          return false;
        }
      } else if (line.size() > MAX_LINE_BYTES || output.rule().isEmpty()) {
        passPartOfLine();
      }
    }
    return true;
  }

  private boolean endLine() throws InterruptedException {
    byte[] whole = line.toByteArray();
    int textLength = whole.length - 1;
    if (textLength > 0 && whole[textLength - 1] == '\r') {
      textLength--;
    }
    String text = new String(whole, 0, textLength, StandardCharsets.ISO_8859_1);
    byte[] rest = Arrays.copyOfRange(whole, passedOfLine, whole.length);
    boolean isWhole = passedOfLine == 0;
    line.reset();
    passedOfLine = 0;
    Action action =
        output.rule().map(rule -> rule.decide(direction, text)).orElseGet(Action.Pass::new);
    literalBytesLeft =
        direction == Direction.TO_SERVER
            ? conversation.clientLine(text)
            : conversation.serverLine(text);
    return carryOut(action, rest, isWhole);
  }

  private boolean carryOut(Action action, byte[] rest, boolean isWhole)
      throws InterruptedException {
    switch (action) {
      case Action.Pass() -> output.pass(rest, 0, rest.length);
      case Action.Replace(String text) -> {
        byte[] octets = isWhole ? (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1) : rest;
        output.pass(octets, 0, octets.length);
      }
      case Action.Drop() -> {}
      case Action.CutBefore _ -> {
        return output.act(action);
      }
      case Action.HoldClient _ -> {
        boolean goesOn = output.act(action);
        output.pass(rest, 0, rest.length);
        return goesOn;
      }
      case Action.CutAfter _, Action.SwallowAnswers _, Action.Stall _ -> {
        output.pass(rest, 0, rest.length);
        return output.act(action);
      }
    }
    return true;
  }

  private void passPartOfLine() throws InterruptedException {
    byte[] whole = line.toByteArray();
    output.pass(whole, passedOfLine, whole.length - passedOfLine);
    if (whole.length > MAX_LINE_BYTES) {
      line.reset();
      passedOfLine = 0;
      // Its end is all that matters of so long a line: it may announce a literal.
      line.write(whole, whole.length - 64, 64);
      passedOfLine = 64;
    } else {
      passedOfLine = whole.length;
    }
  }

  /** Index after the next line feed, or the end. */
  private static int lineEnd(byte[] octets, int from, int end) {
    for (int i = from; i < end; i++) {
      if (octets[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }
}
