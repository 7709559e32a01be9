package org.transhume.engine.selection;

/**
 * Why a message of a folder that is taken is left out; the first that applies. The names are stable
 * words, the codes are written to disk and never change.
 */
public enum MessageRule {
  /** The person's own SEARCH does not find it. */
  NOT_FOUND(1),
  /** Its day lies before the first one wanted. */
  BEFORE_SINCE(2),
  /** Its day lies after the last one wanted. */
  AFTER_BEFORE(3),
  /** It is older than the greatest age wanted. */
  TOO_OLD(4),
  /** It is not yet as old as wanted. */
  TOO_YOUNG(5),
  /** It is larger than wanted. */
  TOO_LARGE(6),
  /** It is smaller than wanted. */
  TOO_SMALL(7),
  /** It lacks a flag that was asked for. */
  FLAG_MISSING(8),
  /** It has a flag that was not wanted. */
  FLAG_UNWANTED(9),
  /** The same message stands in another folder, and each is taken once. */
  STANDS_ELSEWHERE(10);

  private final int code;

  MessageRule(int code) {
    this.code = code;
  }

  /** The number on disk. */
  public int code() {
    return code;
  }

  /**
   * The rule of that number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MessageRule ofCode(long code) {
    for (MessageRule rule : values()) {
      if (rule.code == code) {
        return rule;
      }
    }
    throw new IllegalArgumentException("No rule has the code " + code);
  }
}
