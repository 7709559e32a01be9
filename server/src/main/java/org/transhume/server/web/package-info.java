/** What every page and every answer has in common: pages of lists, problems, who is asking. */
@NullMarked
package org.transhume.server.web;

import org.jspecify.annotations.NullMarked;
