/**
 * {@code transhume demo}: two real servers, a copy that is killed half-way, and an independent
 * judge.
 */
@NullMarked
package org.transhume.cli.demo;

import org.jspecify.annotations.NullMarked;
