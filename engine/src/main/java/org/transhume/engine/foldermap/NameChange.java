package org.transhume.engine.foldermap;

/** What had to be changed about a name for the destination. The names are stable words. */
public enum NameChange {
  /** The destination's separator stood inside a level: it is {@code _} now. */
  SEPARATOR_IN_LEVEL,
  /** Characters no name may contain are {@code _} now: control characters, lone surrogates. */
  CONTROL_CHARACTER,
  /** A level was empty, {@code .} or {@code ..}: it is made of {@code _} now. */
  EMPTY_LEVEL,
  /** The destination knows no levels: they are parted by {@code _}. */
  FLATTENED,
  /** The destination had refused the name: one with less in it is used. */
  REFUSED,
  /** Composed characters are one now (Unicode NFC, RFC 9051 section 5.1); looks the same. */
  COMPOSED,
  /** White space at either end of a level was taken away. */
  OUTER_SPACE,
  /** A level was longer than a file's name may be: it is cut, and a digest of the whole follows. */
  TOO_LONG,
  /** Another folder has the name already: a number follows, {@code (2)}. */
  CLASH
}
