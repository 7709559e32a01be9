package org.transhume.connector.imap;

/**
 * What we are doing when something goes wrong: the same words of a server mean different things.
 */
enum Doing {
  CONNECTING("connecting and logging in"),
  LISTING("listing the folders"),
  OPENING("opening the folder"),
  READING("reading the folder"),
  SEARCHING("searching the folder"),
  APPENDING("storing messages in the folder"),
  FLAGGING("changing flags in the folder"),
  MOVING("moving messages out of the folder"),
  REMOVING("removing messages from the folder"),
  CREATING("creating the folder"),
  RENAMING("renaming the folder"),
  DELETING("deleting the empty folder"),
  SUBSCRIBING("subscribing to the folder");

  private final String text;

  Doing(String text) {
    this.text = text;
  }

  /**
   * How many new connections may die over it, one after the other, before that is said. Few where
   * the engine begins again by itself.
   */
  int deathsBorne() {
    return switch (this) {
      case CONNECTING, LISTING, CREATING, SUBSCRIBING -> 3;
      case OPENING, READING, SEARCHING, APPENDING, FLAGGING, MOVING, REMOVING, RENAMING, DELETING ->
          1;
    };
  }

  /** In plain words, with what it is about where that is given. */
  String words(String what) {
    return what.isEmpty() ? text : text + " \"" + what + "\"";
  }
}
