package org.transhume.engine.dates;

/** What is done about INTERNALDATEs that are plainly wrong. */
public enum DateRepair {
  /** Nothing: each message keeps the one it has. */
  NONE,

  /** The date of the topmost Received field takes its place, else that of the Date field. */
  FROM_RECEIVED,

  /** The date of the Date field takes its place. */
  FROM_SENT,

  /** The date of the Date field takes the place of every one, right or wrong. */
  ALL_FROM_SENT
}
