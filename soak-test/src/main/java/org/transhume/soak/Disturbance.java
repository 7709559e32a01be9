package org.transhume.soak;

import java.util.List;

/** What happens to a copy while it is under way. */
enum Disturbance {
  KILLED("killed at a uniform instant"),
  ANSWER_LOST("the connection is reset in place of an APPEND's OK"),
  ANSWERS_SWALLOWED("from an APPEND's OK on all answers are lost, then killed"),
  LATE("killed, the dead client's octets land 3 s later"),
  VERY_LATE("killed, the dead client's octets land 12 s later"),
  CUT("connections cut up to three times, not killed"),
  NO_MULTIAPPEND("killed, destination without MULTIAPPEND"),
  NO_UIDPLUS("killed, destination without UIDPLUS");

  /** All but the plain kill, in an order in which what takes long is spread. */
  static final List<Disturbance> FAULTS =
      List.of(LATE, ANSWER_LOST, NO_MULTIAPPEND, ANSWERS_SWALLOWED, CUT, VERY_LATE, NO_UIDPLUS);

  private final String words;

  Disturbance(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether the process is killed, not its connections alone. */
  boolean kills() {
    return this != CUT && this != ANSWER_LOST;
  }

  /** Whether it begins with an event on the wire, not at an instant. */
  boolean waitsForAppend() {
    return switch (this) {
      case ANSWER_LOST, ANSWERS_SWALLOWED, LATE, VERY_LATE -> true;
      case KILLED, CUT, NO_MULTIAPPEND, NO_UIDPLUS -> false;
    };
  }
}
