package org.transhume.connector.imap;

import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** What a failure means: how far it reaches, whether trying again helps, and its stable code. */
record Ruling(Scope scope, Retry retry, Problem problem) {
  Fault fault() {
    return new Fault(scope, retry);
  }
}
