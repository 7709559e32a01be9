@NullMarked
package org.transhume.server;

import org.jspecify.annotations.NullMarked;
