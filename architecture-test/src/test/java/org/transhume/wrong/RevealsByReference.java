package org.transhume.wrong;

import java.util.Optional;
import org.transhume.mail.Secret;

public final class RevealsByReference {
  Optional<String> reveal(Optional<Secret> secret) {
    return secret.map(Secret::reveal);
  }
}
