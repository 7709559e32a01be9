/** Certificates for servers under test. */
@NullMarked
package org.transhume.imap.testkit.tls;

import org.jspecify.annotations.NullMarked;
