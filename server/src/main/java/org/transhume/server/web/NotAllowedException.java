package org.transhume.server.web;

/** The acting person may not do this, or may not even know whether it exists. */
public final class NotAllowedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The one answer to whoever asks. */
  public NotAllowedException() {
    super("This is not allowed to you.", null, false, false);
  }
}
