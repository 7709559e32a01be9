package org.transhume.imap;

import java.util.concurrent.atomic.AtomicLong;

/** What the server has told so far. Written by the thread that reads, read by any. */
final class ServerFacts {
  private volatile Capabilities capabilities = Capabilities.none();
  private volatile ConnectionState state = ConnectionState.NOT_AUTHENTICATED;
  private volatile NameEncoding nameEncoding = NameEncoding.MODIFIED_UTF7;
  private volatile long exists;
  private final AtomicLong expunges = new AtomicLong();
  private final AtomicLong timesAnnounced = new AtomicLong();

  /** Capabilities in a response code, where there are any. */
  void learn(TaggedResponse response) {
    response
        .code()
        .filter(code -> code.is("CAPABILITY"))
        .ifPresent(code -> learn(Capabilities.parse(code.arguments())));
  }

  void learn(Capabilities announced) {
    capabilities = announced;
    timesAnnounced.incrementAndGet();
  }

  /** What was announced before TLS counts for nothing (RFC 9051 section 6.2.1). */
  void forgetCapabilities() {
    capabilities = Capabilities.none();
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** How often capabilities came, so that it can be told whether they came again. */
  long timesAnnounced() {
    return timesAnnounced.get();
  }

  void enter(ConnectionState now) {
    state = now;
  }

  ConnectionState state() {
    return state;
  }

  void namesAreUtf8() {
    nameEncoding = NameEncoding.UTF8;
  }

  NameEncoding nameEncoding() {
    return nameEncoding;
  }

  void exists(long messages) {
    exists = messages;
  }

  long exists() {
    return exists;
  }

  void expunged() {
    expunges.incrementAndGet();
  }

  long expunges() {
    return expunges.get();
  }
}
