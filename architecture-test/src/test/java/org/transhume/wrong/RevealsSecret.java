package org.transhume.wrong;

import org.transhume.mail.Secret;

public final class RevealsSecret {
  String reveal(Secret secret) {
    return secret.reveal();
  }
}
