@NullMarked
package org.transhume.server.people;

import org.jspecify.annotations.NullMarked;
