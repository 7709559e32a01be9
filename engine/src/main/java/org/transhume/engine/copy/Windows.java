package org.transhume.engine.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * Asks the source for the flags, dates and sizes of what is to be copied, a window at a time and
 * two windows ahead, so that they arrive behind the bodies of the batches before. One thread.
 */
final class Windows {
  private static final int AHEAD = 2;

  /** Batches asked for at once: what a round trip costs between two is shared by so many. */
  private static final int BATCHES = 4;

  private static final Set<Item> ITEMS = EnumSet.of(Item.FLAGS, Item.INTERNAL_DATE, Item.SIZE);

  /** A window that was asked for; filled by the thread that reads the wire. */
  private record Window(UidSet uids, List<Meta> metas, Handle<UidSet> listed) {}

  private final OpenFolder source;
  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final BatchLimits limits;
  private final Deque<Window> asked = new ArrayDeque<>();
  private final Deque<List<Outgoing>> ready = new ArrayDeque<>();
  private UidSet rest;
  private UidSet vanished = UidSet.empty();

  /** What of some flags is sent: a folder has few sets of them, each many times. */
  private final Map<Flags, Flags> sendable = new HashMap<>();

  Windows(
      OpenFolder source,
      DestinationFolder destination,
      PairLedger ledger,
      UidSet messages,
      BatchLimits limits) {
    this.source = source;
    this.ledger = ledger;
    this.destination = destination;
    this.rest = messages;
    this.limits = limits;
  }

  /** The messages of the next batches, empty when there are no more. Waits for their listing. */
  List<Outgoing> next() {
    while (ready.isEmpty()) {
      ask();
      Window window = asked.poll();
      if (window == null) {
        return List.of();
      }
      vanished = vanished.union(window.uids().minus(window.listed().await()));
      cut(window.metas());
      ask();
    }
    return ready.remove();
  }

  /** What the source did not list any more when its turn came. */
  UidSet vanished() {
    return vanished;
  }

  private void ask() {
    while (!rest.isEmpty() && asked.size() < AHEAD) {
      UidSet uids = rest.take(limits.messages() * BATCHES);
      rest = rest.minus(uids);
      var metas = new ArrayList<Meta>();
      asked.add(new Window(uids, metas, source.list(uids, ITEMS, metas::add)));
    }
  }

  /** Parts a window where its announced sizes would take its batches beyond their limits. */
  private void cut(List<Meta> metas) {
    metas.sort(java.util.Comparator.comparing(Meta::uid));
    var group = new ArrayList<Outgoing>();
    long bytes = 0;
    for (Meta meta : metas) {
      long size = meta.sizeBytes().orElse(0);
      if (!group.isEmpty() && bytes + size > limits.bytes() * BATCHES) {
        ready.add(List.copyOf(group));
        group.clear();
        bytes = 0;
      }
      group.add(outgoing(meta));
      bytes += size;
    }
    if (!group.isEmpty()) {
      ready.add(List.copyOf(group));
    }
  }

  private Outgoing outgoing(Meta meta) {
    Flags flags = meta.flags().orElse(Flags.none());
    Flags sent = sendable.computeIfAbsent(flags, this::sendable);
    return new Outgoing(
        meta.uid(),
        flags.keep(flag -> !flag.equals(Flag.RECENT)),
        sent,
        ledger.dateOfCopy(meta.uid().value(), meta.internalDate()),
        meta.sizeBytes(),
        Set.of());
  }

  private Flags sendable(Flags flags) {
    return flags.keep(
        flag ->
            !flag.equals(Flag.RECENT)
                && !flag.equals(Flag.DELETED)
                && flag.isSendable()
                && destination.keeps(flag));
  }
}
