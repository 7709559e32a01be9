package org.transhume.cli.account;

import java.nio.file.Path;

/** Which certificate is good enough. */
public sealed interface Trust {
  /** One signed by an authority this machine trusts. */
  record System() implements Trust {}

  /** The same, or signed by an authority in this PEM file. */
  record Authorities(Path pem) implements Trust {}

  /**
   * That very certificate.
   *
   * @param sha256 64 hexadecimal digits, with or without colons
   */
  record Fingerprint(String sha256) implements Trust {
    public Fingerprint {
      if (!sha256.replace(":", "").matches("[0-9a-fA-F]{64}")) {
        throw org.transhume.cli.outcome.StopException.usage(
            "A SHA-256 fingerprint has 64 hexadecimal digits, with or without colons between"
                + " them.");
      }
    }
  }
}
