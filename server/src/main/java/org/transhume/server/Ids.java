package org.transhume.server;

import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.transhume.mail.Entropy;

/** Makes the ids of rows, which nobody can foresee or count. Any thread. */
@Component
public class Ids {
  private static final int OCTETS = 16;

  private final Entropy entropy;

  Ids(Entropy entropy) {
    this.entropy = entropy;
  }

  /** One that was never made before. */
  public String next() {
    var octets = new byte[OCTETS];
    entropy.fill(octets);
    return HexFormat.of().formatHex(octets);
  }
}
