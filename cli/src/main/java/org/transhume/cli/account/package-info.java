/** The two sides as a person names them: server, login, password, and whom to trust. */
@NullMarked
package org.transhume.cli.account;

import org.jspecify.annotations.NullMarked;
