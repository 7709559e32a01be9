package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.imap.wire.WireParser;

/**
 * The limits of one quota root (RFC 9208 section 5.1).
 *
 * @param root its name, often empty or {@code User quota}
 */
public record Quota(String root, List<Resource> resources) {
  public Quota {
    resources = List.copyOf(resources);
  }

  /**
   * One limited resource.
   *
   * @param name in capitals: STORAGE counts units of 1,024 octets, MESSAGE counts messages
   */
  public record Resource(String name, long usage, long limit) {}

  /** The resource of that name. */
  public Optional<Resource> resource(String name) {
    return resources.stream().filter(resource -> resource.name().equals(name)).findFirst();
  }

  static Quota parse(WireParser in) {
    in.skipSpaces();
    String root = in.string();
    in.space();
    var resources = new ArrayList<Resource>();
    in.need('(');
    in.skipSpaces();
    while (!in.take(')')) {
      String name = in.upperAtom();
      in.space();
      long usage = in.number();
      in.space();
      long limit = in.number();
      in.skipSpaces();
      resources.add(new Resource(name, usage, limit));
    }
    return new Quota(root, resources);
  }
}
