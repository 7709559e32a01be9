package org.transhume.engine.endpoint;

import java.util.Set;
import java.util.function.Consumer;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/**
 * A folder that is open for reading and holds a connection of its own until it is closed. Requests
 * go out when they are made, in that order; several may be under way. Every method throws {@link
 * EndpointException} when the connection or the server fails, as does awaiting a handle.
 */
public interface OpenFolder extends AutoCloseable {
  /** The folder as it was when it was opened. */
  FolderStatus status();

  /** The UIDs the folder holds when the server answers, all of them: arrivals since opening too. */
  Handle<UidSet> uids();

  /**
   * Lists {@code uids}: {@code receiver} is called once a message in the thread that reads the wire
   * and must be quick. The handle ends with the UIDs that were told. A message may be listed with
   * items missing.
   */
  Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver);

  /**
   * The UIDs of the messages that {@code keys} find. It is the server who decides. Fails with
   * {@link Problem#SEARCH_REFUSED} where the criteria are not understood.
   */
  Handle<UidSet> search(SearchKeys keys);

  /**
   * Lists the messages of {@code uids} changed after {@code since}, with their flags. Only where
   * {@link Abilities#tellsChanges}.
   */
  Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver);

  /**
   * Fetches whole messages without marking them read. The handle ends with the UIDs that were
   * <em>not</em> delivered, which may be asked for again.
   */
  Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver);

  /** Gives the connection back; never throws. Open requests fail. */
  @Override
  void close();
}
