package org.transhume.engine.selection;

/** Why a folder is left out; the first that applies. The names are stable words. */
public enum LeftOutRule {
  /** It cannot hold messages; it comes into being as the parent of others. */
  NOT_SELECTABLE,
  /** It is another user's (RFC 2342), and those were not asked for. */
  OTHER_USERS,
  /** It is shared (RFC 2342), and those were not asked for. */
  SHARED,
  /** It shows flagged messages that stand elsewhere (\Flagged, RFC 6154). */
  FLAGGED_VIEW,
  /** It shows important messages that stand elsewhere (\Important, RFC 8457). */
  IMPORTANT_VIEW,
  /** It shows all messages (\All, RFC 6154). */
  ALL_VIEW,
  /** Folders were named, and it is none of them. */
  NOT_NAMED,
  /** Only subscribed folders were asked for. */
  NOT_SUBSCRIBED,
  /** A pattern excludes it. */
  EXCLUDED,
  /** It serves a special use that was not wanted, or lies in a folder that does. */
  SPECIAL_USE,
  /** It holds no message, and empty folders were not wanted. */
  EMPTY
}
