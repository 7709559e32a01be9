package org.transhume.cli.demo;

/**
 * Both servers of the demonstration.
 *
 * @param program what they are, for people
 */
record ServerPair(String program, MailServer source, MailServer destination)
    implements AutoCloseable {
  @Override
  public void close() {
    try (source) {
      destination.close();
    }
  }
}
