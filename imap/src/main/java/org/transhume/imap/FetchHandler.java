package org.transhume.imap;

/**
 * Takes what a UID FETCH brings, in the thread that reads the connection. An exception ends the
 * fetching: the rest of the answer is passed over and the handle ends with that exception.
 */
@FunctionalInterface
public interface FetchHandler {
  /**
   * What was asked of a message is told; must be quick. Called once a message when all items and,
   * if one was asked for, the body are there, in whatever order and number of responses they came.
   * What never came is absent: such messages are told when the command ends. Called again, with the
   * new items alone, if a message changes meanwhile.
   */
  void message(FetchedItems items);

  /**
   * A body of exactly {@code exactBytes} octets follows. At most once a UID. {@code soFar} holds
   * the UID and what came before the body. Whether a message's body was delivered is told by {@link
   * BodySink#end} alone.
   */
  default BodySink begin(FetchedItems soFar, long exactBytes) {
    return BodySink.discarding();
  }
}
