@NullMarked
package org.transhume.server.csv;

import org.jspecify.annotations.NullMarked;
