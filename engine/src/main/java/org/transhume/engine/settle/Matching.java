package org.transhume.engine.settle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.mail.UidSet;

/**
 * Finds which message of the source is which of the destination. Headers say who may be meant;
 * where they leave a doubt, or nobody saw the octets pass, the octets decide. Twins are paired in
 * the order of their UIDs. One thread.
 */
final class Matching {
  private final OpenFolder source;
  private final DestinationFolder destination;

  Matching(OpenFolder source, DestinationFolder destination) {
    this.source = source;
    this.destination = destination;
  }

  /** A source message and its copy. */
  record Match(long uid, long copyUid, Candidate message, Candidate copy) {}

  /** Messages of both sides with the same identity. */
  private static final class Namesakes {
    final Map<Long, Candidate> sources = new TreeMap<>();
    final Map<Long, Candidate> copies = new TreeMap<>();

    /** One on each side, known by Message-ID, and what passed is on record. */
    boolean areOneMessage() {
      return sources.size() == 1
          && copies.size() == 1
          && sources.values().iterator().next().isRead()
          && sources.values().iterator().next().identity.hasMessageId();
    }
  }

  /** The matches, by source UID, ascending; no message is in two. */
  List<Match> match(Map<Long, Candidate> sources, Map<Long, Candidate> copies) {
    var matches = new ArrayList<Match>();
    var doubtful = new ArrayList<Namesakes>();
    for (Namesakes namesakes : byIdentity(sources, copies)) {
      if (namesakes.areOneMessage()) {
        pair(namesakes, matches);
      } else {
        doubtful.add(namesakes);
      }
    }
    readOctets(doubtful);
    for (Namesakes namesakes : doubtful) {
      pairByDigest(namesakes, matches);
      if (namesakes.areOneMessage()) {
        pair(namesakes, matches);
      }
    }
    matches.sort(Comparator.comparingLong(Match::uid));
    return matches;
  }

  private static List<Namesakes> byIdentity(
      Map<Long, Candidate> sources, Map<Long, Candidate> copies) {
    var groups = new HashMap<Long, Namesakes>();
    sources.forEach(
        (uid, message) ->
            groups
                .computeIfAbsent(message.identity.hash(), _ -> new Namesakes())
                .sources
                .put(uid, message));
    copies.forEach(
        (uid, copy) -> {
          Namesakes group = groups.get(copy.identity.hash());
          if (group != null) {
            group.copies.put(uid, copy);
          }
        });
    groups.values().removeIf(group -> group.copies.isEmpty());
    return List.copyOf(groups.values());
  }

  private static void pair(Namesakes namesakes, List<Match> matches) {
    var message = namesakes.sources.entrySet().iterator().next();
    var copy = namesakes.copies.entrySet().iterator().next();
    matches.add(new Match(message.getKey(), copy.getKey(), message.getValue(), copy.getValue()));
  }

  private static void pairByDigest(Namesakes namesakes, List<Match> matches) {
    var byDigest = new HashMap<ContentDigest, Deque<Map.Entry<Long, Candidate>>>();
    for (Map.Entry<Long, Candidate> copy : namesakes.copies.entrySet()) {
      Candidate candidate = copy.getValue();
      if (candidate.isRead()) {
        byDigest.computeIfAbsent(candidate.content.digest(), _ -> new ArrayDeque<>()).add(copy);
      }
    }
    var paired = new ArrayList<Match>();
    namesakes.sources.forEach(
        (uid, message) -> {
          Deque<Map.Entry<Long, Candidate>> same = byDigest.get(message.content.digest());
          if (same != null && !same.isEmpty()) {
            Map.Entry<Long, Candidate> copy = same.remove();
            paired.add(new Match(uid, copy.getKey(), message, copy.getValue()));
          }
        });
    for (Match match : paired) {
      namesakes.sources.remove(match.uid());
      namesakes.copies.remove(match.copyUid());
    }
    matches.addAll(paired);
  }

  private void readOctets(List<Namesakes> groups) {
    var messages = new TreeMap<Long, Candidate>();
    var copies = new TreeMap<Long, Candidate>();
    for (Namesakes group : groups) {
      messages.putAll(group.sources);
      copies.putAll(group.copies);
    }
    messages.values().removeIf(Candidate::isRead);
    readOctets(source, messages);
    readOctets(destination, copies);
  }

  static void readOctets(OpenFolder folder, Map<Long, Candidate> messages) {
    if (messages.isEmpty()) {
      return;
    }
    var uids = new UidSet.Builder();
    messages.keySet().forEach(uids::add);
    OctetReader.read(
            folder,
            uids.build(),
            (uid, content) -> {
              Candidate message = messages.get(uid.value());
              if (message != null) {
                message.content = content;
              }
            })
        .await();
  }
}
