/** Servers, faults and corpora for tests; shares no code with the client. */
@NullMarked
package org.transhume.imap.testkit;

import org.jspecify.annotations.NullMarked;
