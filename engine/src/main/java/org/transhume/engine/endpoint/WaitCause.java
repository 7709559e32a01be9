package org.transhume.engine.endpoint;

/** Why nothing is sent for a while, as a stable code. */
public enum WaitCause {
  /** The server asked us to slow down. */
  SLOW_DOWN,
  /** The server named the time itself. */
  NAMED_BY_SERVER,
  /** The server takes no more connections. */
  TOO_MANY_CONNECTIONS,
  /** The server's allowance for a day is used up. */
  DAY_IS_OVER,
  /** The server is out of order for a while. */
  OUT_OF_ORDER,
  /** As many octets as a person allows a second went out. */
  OWN_RATE,
  /** As many octets as a person allows a day went out. */
  OWN_DAY,
  /** As many octets as a person allows a run went out. */
  OWN_RUN,
  /** It is not one of the hours a person allows. */
  OUTSIDE_HOURS
}
