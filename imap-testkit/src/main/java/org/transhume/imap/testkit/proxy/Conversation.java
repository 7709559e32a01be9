package org.transhume.imap.testkit.proxy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows what both sides say far enough to tell lines from literals and commands from their
 * continuations (RFC 9051 sections 4.3 and 7.6, RFC 7888). Both directions' threads call it.
 */
final class Conversation {
  private static final Pattern LITERAL =
      Pattern.compile(".*\\{(\\d{1,18})([+-]?)}", Pattern.DOTALL);
  private static final long NONE = -1;

  // Guards everything below.
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> commands = new HashMap<>();
  private String tag = "";
  private boolean isWithinCommand;
  private boolean expectsData;
  private long announcedBytes = NONE;
  private long grantedBytes = NONE;
  private String opaqueTag = "";
  private boolean isOpaque;

  /** Octets of the literal that follows this line of the client's at once, or zero. */
  long clientLine(String line) {
    lock.lock();
    try {
      if (!isWithinCommand && !expectsData) {
        beginCommand(line);
      }
      expectsData = false;
      Matcher literal = LITERAL.matcher(line);
      isWithinCommand = literal.matches();
      if (!isWithinCommand) {
        return 0;
      }
      long bytes = Long.parseLong(literal.group(1));
      if (literal.group(2).isEmpty()) {
        announcedBytes = bytes;
        return 0;
      }
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Octets of the literal that follows this line of the server's, or zero. */
  long serverLine(String line) {
    lock.lock();
    try {
      if (line.startsWith("+")) {
        if (announcedBytes == NONE) {
          expectsData = true;
        } else {
          grantedBytes = announcedBytes;
          announcedBytes = NONE;
        }
        return 0;
      }
      if (line.startsWith(tag + " ")) {
        // Whatever the client announced, it is not wanted any more.
        announcedBytes = NONE;
        isWithinCommand = false;
        expectsData = false;
      }
      if (!opaqueTag.isEmpty() && line.startsWith(opaqueTag + " ")) {
        isOpaque = line.startsWith(opaqueTag + " OK");
        opaqueTag = "";
      }
      Matcher literal = LITERAL.matcher(line);
      return literal.matches() ? Long.parseLong(literal.group(1)) : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Octets of a synchronizing literal that the server has asked for since the last call. */
  long takeGranted() {
    lock.lock();
    try {
      long granted = grantedBytes;
      grantedBytes = NONE;
      return Math.max(granted, 0);
    } finally {
      lock.unlock();
    }
  }

  /** After STARTTLS or COMPRESS nothing can be followed any more. */
  boolean isOpaque() {
    lock.lock();
    try {
      return isOpaque;
    } finally {
      lock.unlock();
    }
  }

  /** How many commands of each name the client has sent. */
  Map<String, Long> commands() {
    lock.lock();
    try {
      return Map.copyOf(commands);
    } finally {
      lock.unlock();
    }
  }

  private void beginCommand(String line) {
    String[] words = line.strip().split(" +", 4);
    if (words.length < 2) {
      return;
    }
    tag = words[0];
    String name = words[1].toUpperCase(Locale.ROOT);
    if (name.equals("UID") && words.length > 2) {
      name += " " + words[2].toUpperCase(Locale.ROOT);
    }
    commands.merge(name, 1L, Long::sum);
    if (name.equals("STARTTLS") || name.equals("COMPRESS")) {
      opaqueTag = tag;
    }
  }
}
