package org.transhume.engine.endpoint;

/** The two sides of a transfer. */
public enum Side {
  SOURCE,
  DESTINATION
}
