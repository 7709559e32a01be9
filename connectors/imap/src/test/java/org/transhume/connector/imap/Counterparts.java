package org.transhume.connector.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.transhume.imap.testkit.seed.FetchedMail;

/**
 * Which message at the destination is which of the source's: by ever weaker likeness, each only
 * once. Shares no code with the product.
 */
final class Counterparts {
  private static final List<BiPredicate<FetchedMail<byte[]>, FetchedMail<byte[]>>> LIKENESS =
      List.of(
          (a, b) ->
              sameOctets(a, b) && a.instant().equals(b.instant()) && Alteration.sameFlags(a, b),
          (a, b) -> sameOctets(a, b) && a.instant().equals(b.instant()),
          Counterparts::sameOctets,
          (a, b) -> likeOctets(a, b) && a.instant().equals(b.instant()),
          Counterparts::likeOctets,
          (a, b) -> a.instant().equals(b.instant()));

  private Counterparts() {}

  /** Each of the source's that has one, with it. */
  static Map<FetchedMail<byte[]>, FetchedMail<byte[]>> of(
      List<FetchedMail<byte[]>> source, List<FetchedMail<byte[]>> destination) {
    var pairs = new LinkedHashMap<FetchedMail<byte[]>, FetchedMail<byte[]>>();
    var free = new ArrayList<>(destination);
    for (var likeness : LIKENESS) {
      for (FetchedMail<byte[]> here : source) {
        if (pairs.containsKey(here)) {
          continue;
        }
        free.stream()
            .filter(there -> likeness.test(here, there))
            .findFirst()
            .ifPresent(
                there -> {
                  free.remove(there);
                  pairs.put(here, there);
                });
      }
    }
    return pairs;
  }

  private static boolean sameOctets(FetchedMail<byte[]> a, FetchedMail<byte[]> b) {
    return Arrays.equals(a.body().orElseThrow(), b.body().orElseThrow());
  }

  /** Without what servers do to line ends and NUL. */
  private static boolean likeOctets(FetchedMail<byte[]> a, FetchedMail<byte[]> b) {
    return Arrays.equals(bare(a.body().orElseThrow()), bare(b.body().orElseThrow()));
  }

  private static byte[] bare(byte[] octets) {
    byte[] kept = new byte[octets.length];
    int length = 0;
    for (byte octet : octets) {
      if (octet != '\r' && octet != '\n') {
        kept[length++] = octet == 0 ? (byte) 0x80 : octet;
      }
    }
    return Arrays.copyOf(kept, length);
  }
}
