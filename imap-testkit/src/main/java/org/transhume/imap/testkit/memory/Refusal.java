package org.transhume.imap.testkit.memory;

/** A command that cannot be done: the tagged response without its tag. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String response) {
    super(response, null, false, false);
  }

  static Refusal bad(String words) {
    return new Refusal("BAD " + words);
  }

  static Refusal no(String words) {
    return new Refusal("NO " + words);
  }

  String response() {
    return String.valueOf(getMessage());
  }
}
