/** What people read: untrusted text made inert, numbers with units, sentences by code. */
@NullMarked
package org.transhume.cli.text;

import org.jspecify.annotations.NullMarked;
