package org.transhume.engine;

import org.transhume.engine.endpoint.Ahead;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.mail.Handle;

/** A folder that is open on both sides. */
record OpenPair(OpenFolder source, DestinationFolder destination) implements AutoCloseable {
  /** Of so many messages the listing is asked for at once, and kept until it is needed. */
  private static final int SMALL = 2_000;

  /**
   * Opens both, the requests of both sides on their way at the same time. Connections are taken
   * first of the source and then of the destination, by everybody: with fewer than there are lanes,
   * two lanes would otherwise wait for each other for ever.
   */
  static OpenPair open(PassContext context, FolderTask task) {
    Handle<OpenFolder> opening =
        context.source().opening(task.source().name(), ahead(context, task));
    DestinationFolder destination;
    try {
      destination = context.openDestination(task);
    } catch (RuntimeException e) {
      close(opening);
      throw e;
    }
    try {
      return new OpenPair(opening.await(), destination);
    } catch (EndpointException e) {
      destination.close();
      return oneAfterTheOther(context, task);
    } catch (RuntimeException e) {
      destination.close();
      throw e;
    }
  }

  private static OpenPair oneAfterTheOther(PassContext context, FolderTask task) {
    OpenFolder source = context.source().open(task.source().name());
    try {
      return new OpenPair(source, context.openDestination(task));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** A folder that was never worked through will be asked what it holds, whatever it says. */
  private static Ahead ahead(PassContext context, FolderTask task) {
    if (!context.ledger().pairsOf(task.source().name()).isEmpty()) {
      return Ahead.NOTHING;
    }
    return task.messages() > 0 && task.messages() <= SMALL ? Ahead.LISTING : Ahead.UIDS;
  }

  private static void close(Handle<OpenFolder> opening) {
    try {
      opening.await().close();
    } catch (RuntimeException _) {
      // Then there is nothing to close.
    }
  }

  @Override
  public void close() {
    destination.close();
    source.close();
  }
}
