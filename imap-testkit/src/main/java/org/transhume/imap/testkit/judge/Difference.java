package org.transhume.imap.testkit.judge;

/**
 * One thing that is not the same on both sides.
 *
 * @param kind what is different
 * @param folder the source's name of the folder (the destination's, if the source has none)
 * @param message which message, in words a person can find it by; empty for folders
 * @param detail both values, or what else is known
 */
public record Difference(Kind kind, String folder, String message, String detail) {

  /** What can be different. */
  public enum Kind {
    FOLDER_MISSING("folder missing"),
    FOLDER_EXTRA("folder extra"),
    /** In the source, not at the destination. */
    LOST("lost"),
    /** More often at the destination than in the source. */
    DOUBLED("doubled"),
    /** At the destination with other octets, beyond what normalising forgives. */
    ALTERED("altered"),
    /** At the destination and nothing like it in the source. */
    FOREIGN("foreign"),
    FLAGS("flags differ"),
    DATE("date differs"),
    ORDER("order differs"),
    NOT_SUBSCRIBED("not subscribed"),
    SUBSCRIBED_EXTRA("subscribed extra");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  @Override
  public String toString() {
    return kind.words()
        + ": "
        + folder
        + (message.isEmpty() ? "" : " " + message)
        + (detail.isEmpty() ? "" : ": " + detail);
  }
}
