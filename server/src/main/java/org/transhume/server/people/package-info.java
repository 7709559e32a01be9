/** Who uses the server, what they may do, and how they log in. */
@NullMarked
package org.transhume.server.people;

import org.jspecify.annotations.NullMarked;
