package org.transhume.engine.foldermap;

/** Why a folder is mapped where it is; the first that applies. The names are stable words. */
public enum MapRule {
  /** INBOX is INBOX. */
  INBOX,
  /** It was mapped there by an earlier pass, and stays. */
  BEFORE,
  /** A person named both folders. */
  PAIR,
  /** A rename of the person's changes its name. */
  RENAMED,
  /** All was to come to lie below one folder. */
  INTO,
  /** Both sides say what the folder is for (RFC 6154). */
  SPECIAL_USE,
  /** A well-known name says what the folder is for, on one side at least. */
  KNOWN_NAME,
  /** Its parent is mapped by one of the rules above, and takes it along. */
  PARENT,
  /** The same levels, in the destination's way of writing names. */
  SAME_NAME
}
