/** What single steps of the engine cost a message. */
@NullMarked
package org.transhume.bench.micro;

import org.jspecify.annotations.NullMarked;
